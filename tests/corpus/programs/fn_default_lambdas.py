import sys
shared = ['s']
fs = [lambda x, s=shared, i=i: (s, x, i) for i in range(3)]
print(sys.getrefcount(shared))
out = [f(i * 300) for i, f in enumerate(fs)]
print(out, sys.getrefcount(shared))
del fs[1]
print(sys.getrefcount(shared))
out.clear()
print(sys.getrefcount(shared))
g = (lambda: (lambda: shared))()
print(g() is shared)
fs = None
print(sys.getrefcount(shared))
h = lambda *a, **k: (a, k)
p, q = h(shared, shared, k=shared)
print(sys.getrefcount(shared), p, q)
