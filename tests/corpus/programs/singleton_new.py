import sys
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v): self.v = v
a = Single(['1'])
b = Single(['2'])
print(a is b, a.v, sys.getrefcount(a))
class Imm(tuple):
    def __new__(cls, *xs):
        self = super().__new__(cls, xs)
        self.n = len(xs)
        return self
x = ['x']
t = Imm(x, x)
print(t, t.n, sys.getrefcount(x), t[0] is x)
class Cached:
    pool = {}
    def __new__(cls, k):
        o = cls.pool.get(k)
        if o is None:
            o = cls.pool[k] = object.__new__(cls)
        return o
    def __init__(self, k): self.k = k
p, q = Cached('k'), Cached('k')
print(p is q, sys.getrefcount(p))
class Str(str):
    def __new__(cls, s, extra):
        o = str.__new__(cls, s)
        o.extra = extra
        return o
s = Str('abc', x)
print(s, s.extra is x, s.upper(), sys.getrefcount(x))
class NotMine:
    def __new__(cls): return x
    def __init__(self): print('never')
print(NotMine() is x, sys.getrefcount(x))
class Int(int):
    def __add__(self, o): return Int(int(self) + o)
i = Int(1000)
j = i + 5
print(j, type(j).__name__, sys.getrefcount(j))
