import sys
def even(n, seen):
    seen.append(n)
    if n == 0: return seen
    return odd(n - 1, seen)
def odd(n, seen):
    seen.append([n])
    if n == 0: return None
    return even(n - 1, seen)
s = []
r = even(6, s)
print(r is s, s, sys.getrefcount(s))
def depth(n, acc=()):
    return depth(n - 1, acc + (n,)) if n else (acc, sys.getrefcount(acc))
print(depth(5))
def tree(n):
    return [tree(n - 1), tree(n - 1)] if n else []
t = tree(3)
print(t, sys.getrefcount(t[0]))
def flatten(t):
    for x in t:
        yield x
        yield from flatten(x)
print(sum(1 for _ in flatten(t)))
it = flatten(t)
a = next(it); b = next(it); c = next(it)
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c))
del it
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c))
