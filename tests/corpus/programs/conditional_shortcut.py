a = [] or ['default']
b = ['x'] and ['y']
c = None if a else b
d = ['chain'] if 1 < 2 < 3 else None
e = not [] and [a, d]
print(a, b, c, d, e)
