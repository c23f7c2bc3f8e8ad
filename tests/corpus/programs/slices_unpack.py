import sys
class S:
    def __init__(self): self.got = []
    def __getitem__(self, k):
        self.got.append(k)
        return k
    def __setitem__(self, k, v): self.got.append((k, v))
    def __delitem__(self, k): self.got.append(k)
s = S()
a = ['a']
s[a:a:a]
s[1, a, ...] = a
del s[a:]
print(s.got, sys.getrefcount(a))
sl = s.got[0]
print(sl.start is a, sys.getrefcount(sl))
s.got.clear()
print(sys.getrefcount(a), sys.getrefcount(sl))
l = [a, a, a, a]
l[::2] = [1000, 2000]
print(l, sys.getrefcount(a))
b, *c = l
(d, e), f = (a, c), b
print(sys.getrefcount(a), sys.getrefcount(c), d, f)
*g, h = [a] * 3
print(sys.getrefcount(a), g)
[i, [j, k]] = a, [a, g]
i, j = j, i
print(sys.getrefcount(a), i is j)
try:
    x, y = [a, a, a]
except ValueError as err:
    print(err)
m = [*l, *g, a]
n = {**{'p': a}, 'q': a}
print(sys.getrefcount(a), len(m))
del m, n, g, l, b, c, d, e
print(sys.getrefcount(a), (lambda *z: len(z))(*'abc'))
