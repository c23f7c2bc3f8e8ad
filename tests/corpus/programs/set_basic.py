a = {('x',), ('y',)}
b = {('y',), ('z',)}
c = a | b
d = a & b
e = a - b
f = frozenset(c)
a.add(('w',))
print(len(c), d, e, hash(f) == hash(frozenset(c)), len(a))
