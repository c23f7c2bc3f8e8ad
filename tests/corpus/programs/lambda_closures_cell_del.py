import sys
def make():
    x = ['x']
    def get(): return x
    def kill():
        nonlocal x
        del x
    def put(v):
        nonlocal x
        x = v
    return get, kill, put
get, kill, put = make()
v = get()
print(sys.getrefcount(v))
kill()
print(sys.getrefcount(v))
try:
    get()
except NameError as e:
    print(e, e.name)
put(v)
print(get() is v, sys.getrefcount(v))
cells = get.__closure__
print(cells[0] is kill.__closure__[0], sys.getrefcount(cells[0]))
del kill, put
print(sys.getrefcount(cells[0]))
def rec(n):
    def fact(k): return 1 if k <= 1 else k * fact(k - 1)
    return fact
f = rec(3)
print(f(20), f.__closure__[0].cell_contents is f, sys.getrefcount(f))
import gc
gc.collect()
del f
print(gc.collect())
import types
c = types.CellType(v)
g = types.FunctionType(get.__code__, globals(), 'g', None, (c,))
print(g() is v, sys.getrefcount(v))
