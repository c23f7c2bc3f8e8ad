import sys
class Node:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __del__(self): print('-', self.v, end=' ')
def insert(n, v):
    if n is None: return Node(v)
    if v < n.v: n.l = insert(n.l, v)
    else: n.r = insert(n.r, v)
    return n
def walk(n):
    if n:
        yield from walk(n.l)
        yield n
        yield from walk(n.r)
root = None
for v in [50, 30, 70, 20, 40]:
    root = insert(root, v)
print([n.v for n in walk(root)])
it = walk(root)
a = next(it)
print(a.v, sys.getrefcount(a), sys.getrefcount(root))
del it
root = root.r
print('right', root.v)
a = None
print()
def perms(xs):
    if len(xs) < 2: return [xs]
    return [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i+1:])]
z = [['a'], ['b'], ['c']]
ps = perms(z)
print(len(ps), sys.getrefcount(z[0]))
def memo(n, cache={}):
    if n not in cache:
        cache[n] = [n] + (memo(n - 1) if n else [])
    return cache[n]
print(memo(3) is memo(3), sys.getrefcount(memo(3)))
