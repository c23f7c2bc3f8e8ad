import sys
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        calls.append((self.n, o.n))
        return self.n == o.n
calls = []
a, b, c = K(1), K(2), K(1)
d = {a: 'a', b: 'b'}
print(d[c], calls, sys.getrefcount(a), sys.getrefcount(c))
d[c] = 'c'
print(len(d), sys.getrefcount(a), sys.getrefcount(c))
calls.clear()
v = d.values()
k = d.keys()
i = d.items()
print(sys.getrefcount(d), list(v), a in k)
it = iter(i)
p = next(it)
print(p[0] is a, sys.getrefcount(p), sys.getrefcount(a))
del it, p
x = d.pop(b)
d.update({b: x}, extra=x)
print(list(d.values()), sys.getrefcount(d))
e = d.copy()
print(sys.getrefcount(a), e == d)
d.clear()
print(sys.getrefcount(a), len(v))
e.popitem()
f = dict.fromkeys([a, b], e)
print(sys.getrefcount(e), f[a] is e)
g = {n: sq for n in range(3) if (sq := [n])}
print(g, {**g, 1: e}[1] is e, sys.getrefcount(e))
s = {a, b, c}
print(len(s), s.pop() in (a, b))
