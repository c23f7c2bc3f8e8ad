import copy
a = [[1], {'k': [2]}]
b = copy.copy(a)
c = a.copy()
d = list(a)
e = a[:]
b[0].append('shared')
print(a, b is a, d[0] is e[0])
