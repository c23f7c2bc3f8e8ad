a = [[1]]
b = (*a, [2])
c = [*b, *a]
d = {**{'x': a}, 'y': b}
e = {*'ab', *'bc'}
print(c, d, len(e), c[0] is c[2])
