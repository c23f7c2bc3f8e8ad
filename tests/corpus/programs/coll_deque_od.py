from collections import deque, OrderedDict, Counter, ChainMap, defaultdict
import sys
x = ['x']
d = deque([x], maxlen=3)
for i in range(4):
    d.append([i])
print(d, sys.getrefcount(x))
d.extend([x, x])
d.rotate(1)
print(d, sys.getrefcount(x))
it = iter(d)
print(next(it) is x, sys.getrefcount(x))
d.clear()
print(sys.getrefcount(x))
try:
    next(it)
except RuntimeError as e:
    print(e)
o = OrderedDict(a=x, b=[x])
o.move_to_end('a')
print(list(o), o.popitem(last=False), sys.getrefcount(x))
dd = defaultdict(lambda: x)
print(dd['new'] is x, sys.getrefcount(x))
del dd['new']
c = ChainMap({'a': x}, {'a': 1, 'b': x})
print(c['a'] is x, len(c), sys.getrefcount(x))
c2 = c.new_child({'z': x})
print(sys.getrefcount(x), c2.parents['a'] is x)
k = (1000, 'k')
n = Counter([k, k, (5,)])
print(n.most_common(1), n[k], sys.getrefcount(x))
n.subtract({k: 1})
print(n[k], +n)
del o, c, c2, dd
print(sys.getrefcount(x))
