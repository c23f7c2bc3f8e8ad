import sys
class Meta(type):
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        return o
class A:
    def __init__(self, x, y=None, *z, k=None, **more):
        self.x = x
        self.y = [y, k]
    def __call__(self, *a, **k):
        v = [a, k]
        return v
class B(A):
    def __new__(cls, *a, **k):
        self = super().__new__(cls)
        return self
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.done = True
class C(B, metaclass=Meta):
    pass
class D(list):
    def __init__(self, it, tag=None):
        super().__init__(it)
        self.tag = tag
p, q = ['p'], ['q']
for cls in (A, B, C):
    a = cls(p, k=q)
    b = cls(p, q, p, k=q, other=p)
    c = cls(*[p, q], **{'k': p, 'm': q})
    d = cls(x=p, y=q)
    r = a(p, k=q)
    s = a(*[p], **{'k': q})
d = D([p], tag=q)
e = D(tag=p, it=q)
def deco(fn):
    def wrap(*a, **k):
        return fn(*a, **k)
    return wrap
A.__init__ = deco(A.__init__)
f = A(p, k=q)
g = B(p, y=p)
print(sys.getrefcount(p), sys.getrefcount(q))
