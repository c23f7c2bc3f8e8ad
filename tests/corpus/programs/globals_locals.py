import sys
a = ['a']
g = globals()
print(g['a'] is a, sys.getrefcount(a))
g['b'] = a
print(b is a, sys.getrefcount(a))
del b
def f(p):
    q = [p]
    l = locals()
    q = None
    m = locals()
    print(l is m, sorted(l), m['q'])
    return sys.getrefcount(p)
print(f(a), sys.getrefcount(a))
class C:
    x = a
    names = sorted(k for k in locals() if not k.startswith('__'))
print(C.names, vars(C)['x'] is a)
c = C()
vars(c)['y'] = a
print(c.y is a, vars(c), sys.getrefcount(a))
def outer():
    free = a
    def inner():
        return free, locals()
    return inner()
fr, lo = outer()
print(sorted(lo), sys.getrefcount(a))
del g['a']
try:
    a
except NameError as e:
    print(e.name)
print(sys.getrefcount(fr), dir(c)[-2:])
