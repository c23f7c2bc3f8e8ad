import sys
class Bound:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls):
        return lambda *a: self.f(obj, *a)
class C:
    @Bound
    def hello(self, x): return (self, x)
    @classmethod
    def make(cls, v):
        o = cls()
        o.v = v
        return o
    @staticmethod
    def st(v): return [v]
    @classmethod
    @property
    def cp(cls): return [cls.__name__]
    def plain(self): return self
x = ['x']
c = C.make(x)
print(c.hello(x)[0] is c, sys.getrefcount(c), sys.getrefcount(x))
m = c.plain
print(m() is c, m.__self__ is c, m == c.plain, m is c.plain, sys.getrefcount(c))
k = C.make
print(k.__self__ is C, k(x).v is x, C.st(x)[0] is x, C.cp)
f = C.plain
print(f(c) is c, f.__get__(c)() is c, sys.getrefcount(f))
fs = [c.plain] * 2
print(sys.getrefcount(c), sys.getrefcount(fs[0]))
c.plain = m
print(sys.getrefcount(c), c.plain is m)
del c.plain, m, fs
print(sys.getrefcount(c))
C.plain = lambda self: 'patched'
print(c.plain())
u = [].append
u(x)
print(u.__self__, sys.getrefcount(x))
v = str.join
print(v(',', 'ab'), sys.getrefcount(u))
