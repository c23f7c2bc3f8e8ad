import sys
class A:
    shared = []
    n = 0
    def __init__(self, v):
        self.shared.append(v)
        self.n += 1
        A.n += 10
v = ['v']
a, b = A(v), A(v)
print(A.shared is a.shared, A.n, a.n, b.n, sys.getrefcount(v), sys.getrefcount(A.shared))
a.shared = a.shared + [v]
print(sys.getrefcount(v), A.shared is a.shared)
b.shared += [v]
print(b.shared is A.shared, 'shared' in b.__dict__, sys.getrefcount(v), sys.getrefcount(A.shared))
del b.shared
print(sys.getrefcount(A.shared))
A.extra = v
print(a.extra is v, sys.getrefcount(v))
del A.extra
class B(A):
    shared = A.shared
B.n = v
print(B(v).n if False else B.n is v, A.__subclasses__())
type.__setattr__(B, 'late', v)
print(B.late is v, sys.getrefcount(v))
del B
import gc
gc.collect()
print(sys.getrefcount(v), A.__subclasses__())
a.__class__ = type('Other', (), {'hi': lambda self: self.n})
print(a.hi(), type(a).__name__)
