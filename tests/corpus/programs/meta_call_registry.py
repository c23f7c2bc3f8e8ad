import sys
class Registry(type):
    classes = {}
    def __new__(mcs, name, bases, ns):
        cls = type.__new__(mcs, name, bases, ns)
        mcs.classes[name] = cls
        return cls
    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        cls.made.append(obj)
        return obj
    def __getitem__(cls, k): return cls.classes[k]
    def __len__(cls): return len(cls.made)
    def __instancecheck__(cls, o): return getattr(o, 'ok', False)
class A(metaclass=Registry):
    made = []
    def __init__(self, v, w=None): self.v, self.w = v, w
class B(A):
    made = []
x = ['x']
a = A(x, w=x)
b = B(x)
print(len(A), len(B), A['B'] is B, isinstance(a, B), sys.getrefcount(x))
a.ok = True
print(isinstance(a, B), sys.getrefcount(a))
A.made.clear()
print(sys.getrefcount(a))
C = Registry('C', (A,), {'made': [], 'extra': x})
c = C(x)
print(C.extra is x, sys.getrefcount(x), sorted(Registry.classes))
del a, b, c
B.made.clear(); C.made.clear()
print(sys.getrefcount(x))
def deco(cls):
    cls.tag = x
    return cls
@deco
class E(A):
    made = []
print(E.tag is x, sys.getrefcount(x))
