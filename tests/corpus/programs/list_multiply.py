a = [[]] * 3
b = [[] for _ in range(3)]
a[0].append('x')
b[0].append('x')
c = a * 2
print(a, b, len(c), c[0] is c[5])
