import sys
class C:
    def __init__(self, a, *rest, x=None, **more):
        self.a, self.x = a, x
        print(sys.getrefcount(a), sys.getrefcount(x))
    def m(self, a, *, k):
        return (a, k)
    def __call__(self, *a, **k):
        v = [a, k]
        return v
class D(C):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.kw = kw
a, b = ['a'], ['b']
c = C(a, x=b)
d = D(a, x=b, y=a)
args, kw = (a,), {'k': b}
r = c.m(*args, **kw)
r2 = c(*args, **kw)
r3 = d(a, k=b)
print(r, r2, r3, sys.getrefcount(a), sys.getrefcount(b))
def f(*args, **kw):
    return g(*args, **kw)
def g(p, q=None, **kw):
    s = [p, q]
    return s
r4 = f(a, q=b, z=a)
r5 = f(*args, q=b)
print(r4, r5, sys.getrefcount(a), sys.getrefcount(b))
