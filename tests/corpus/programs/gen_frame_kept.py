import sys
def g():
    x = [1]
    y = {'x': x}
    yield x
    z = (x, y)
    yield z
it = g()
x = next(it)
f = it.gi_frame
print(f.f_lineno, sorted(f.f_locals))
print(sys.getrefcount(x))
z = next(it)
print(f.f_lineno, sys.getrefcount(x))
loc = f.f_locals
print(sorted(loc), loc['z'] is z)
print(sys.getrefcount(x), sys.getrefcount(z))
del it
print(sys.getrefcount(x), f.f_lineno)
try:
    f.clear()
except RuntimeError as e:
    print(e)
print(sys.getrefcount(x), sys.getrefcount(z))
del loc
print(sys.getrefcount(x), sys.getrefcount(z))
del f
print(sys.getrefcount(x), sys.getrefcount(z))
