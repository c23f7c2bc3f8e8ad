import sys
class Rec:
    def __init__(self, v): self.v = v
    def __del__(self): print('-', self.v, end=' ')
def src():
    for i in range(5):
        yield Rec(i)
def only_even(it):
    for r in it:
        if r.v % 2 == 0:
            yield r
def take(it, n):
    return [r for _, r in zip(range(n), it)]
p = only_even(src())
got = take(p, 2)
print([r.v for r in got], sys.getrefcount(got[0]))
del p
print('pipeline gone')
s = sum(r.v for r in (Rec(i) for i in range(3)))
print(s)
m = max((Rec(i) for i in range(3)), key=lambda r: r.v)
print(m.v, sys.getrefcount(m))
d = {r.v: r for r in src() if r.v > 2}
print(sorted(d), sys.getrefcount(d[3]))
ok = any(r.v == 1 for r in src())
print(ok)
first = next(r for r in src() if r.v == 3)
print(first.v)
