import sys, weakref
class Node:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'Node{self.n}'
log = []
a, b = Node(1), Node(2)
ra = weakref.ref(a, lambda r: log.append(('a', r() is None)))
rb = weakref.ref(b, log.append)
rb2 = weakref.ref(b)
rb3 = weakref.ref(b)
print(rb2 is rb3, weakref.getweakrefcount(b), sys.getrefcount(rb2))
k = weakref.WeakKeyDictionary()
v = weakref.WeakValueDictionary()
s = weakref.WeakSet([a, b])
k[a] = b
v['b'] = b
print(len(k), len(v), len(s), sys.getrefcount(b))
del a
print(log, len(k), len(s), sys.getrefcount(b))
p = weakref.proxy(b)
print(p.n, sys.getrefcount(b))
del b
print(len(log), log[1] is rb, len(v))
try:
    p.n
except ReferenceError as e:
    print(e)
class M:
    def go(self): return [self]
m = M()
wm = weakref.WeakMethod(m.go)
print(wm()()[0] is m, sys.getrefcount(m))
del m
print(wm())
