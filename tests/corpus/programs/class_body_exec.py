import sys
shared = ['s']
class A:
    x = shared
    for i in range(2):
        y = [i, x]
    z = [v for v in range(2)]
    if True:
        def m(self): return self.x
    class Inner:
        w = shared
    del i
    w = Inner.w
    print(sys.getrefcount(shared))
    try:
        raise KeyError(shared)
    except KeyError as e:
        caught = e
print(A().m() is shared, A.y, sys.getrefcount(shared), A.Inner.w is A.w)
del A.caught
print(sys.getrefcount(shared))
def make(n):
    class Local:
        val = n
        def get(self): return self.val, n
    return Local
L1, L2 = make(shared), make([2])
print(L1 is L2, L1().get()[1] is shared, sys.getrefcount(shared), L1.__qualname__)
del L1
import gc
gc.collect()
print(sys.getrefcount(shared))
T = type('T', (A.Inner,), {'q': shared, '__slots__': ('s',)})
t = T()
t.s = shared
print(t.w is t.q is t.s, sys.getrefcount(shared))
del t, T
gc.collect()
print(sys.getrefcount(shared))
