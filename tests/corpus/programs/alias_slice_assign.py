a = list(range(5))
b = a
a[1:3] = ['x', 'y', 'z']
a[:0] = [['front']]
del a[-1]
print(a, b is a)
