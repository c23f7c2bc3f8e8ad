a = [1]
a.append(a)
b = a[1][1][1]
print(a is b, a)
del a[1]
print(b)
