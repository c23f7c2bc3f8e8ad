import sys, functools
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f'K{self.v}'
items = [K(3), K(1), K(2)]
seen = []
def key(x):
    seen.append((x, len(items)))
    return x.v
items.sort(key=key)
print(items, seen, [sys.getrefcount(i) for i in items])
seen.clear()
print([sys.getrefcount(i) for i in items])
try:
    items.sort(key=lambda x: items.append(x))
except (ValueError, TypeError) as e:
    print(type(e).__name__)
print(len(items))
b = sorted(items, key=functools.cmp_to_key(lambda a, b: b.v - a.v))
print(b, sys.getrefcount(b[0]))
t = sorted([(2, 'b'), (1, 'a')], key=lambda p: p[1])
print(t, max(items, key=lambda k: k.v), min(items))
print([sys.getrefcount(i) for i in items])
