import sys, weakref
class S:
    __slots__ = ('a', 'b', '__weakref__')
    def __init__(self, a, b=None):
        self.a = a
        self.b = b
class S2(S):
    __slots__ = ('c',)
class S3(S2):
    pass
x = [1]
s = S(x, x)
print(sys.getrefcount(x))
del s.b
print(sys.getrefcount(x), hasattr(s, 'b'))
t = S2(x)
t.c = s
print(sys.getrefcount(s))
u = S3(t, x)
u.c = x
u.extra = x
print(sys.getrefcount(x), u.__dict__ == {'extra': x})
w = weakref.ref(t, lambda r: print('dead', r is w))
try:
    t.d = 1
except AttributeError as e:
    print(e.name, sys.getrefcount(t))
del t
print('still', w() is u.a)
u.a = None
print(w(), sys.getrefcount(s), sys.getrefcount(x))
del u
print(sys.getrefcount(x))
s.a = s
import gc
del s
gc.collect()
print(sys.getrefcount(x))
