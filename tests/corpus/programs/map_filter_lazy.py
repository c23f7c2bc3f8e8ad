import sys
class Seen:
    def __init__(self, v): self.v = v
    def __del__(self): print('del', self.v)
def wrap(v):
    return Seen(v)
m = map(wrap, range(4))
a = next(m)
f = filter(lambda s: s.v % 2, m)
b = next(f)
print(a.v, b.v)
z = zip([10, 20], f)
p = next(z)
print(p[1].v, sys.getrefcount(p))
try:
    next(z)
except StopIteration:
    print('done')
del a, b
e = enumerate(map(wrap, 'xy'))
i, s = next(e)
print(i, s.v)
del e
p = None
print('mid')
s = None
r = reversed([Seen('r1'), Seen('r2')])
q = next(r)
print(q.v)
del r
print('end')
