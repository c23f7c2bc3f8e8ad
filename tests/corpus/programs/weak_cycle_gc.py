import gc, weakref, sys
gc.disable()
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return self.n
    def __del__(self): print('del', self.n)
log = []
def cb(r): log.append(names[r])
names = {}
def tie(*ns):
    for a, b in zip(ns, ns[1:] + ns[:1]):
        a.next = b
        r = weakref.ref(a, cb)
        names[r] = a.n
tie(N('a'), N('b'), N('c'))
print(log, len(names))
print(gc.collect(), sorted(log))
x = N('x')
x.me = x
w = weakref.ref(x)
keep = x.__dict__
del x
print(w() is not None, keep['n'])
del keep['me']
print(w())
class Tree:
    def __init__(self, parent=None):
        self.kids = []
        self._p = weakref.ref(parent) if parent else None
        if parent: parent.kids.append(self)
    @property
    def parent(self): return self._p and self._p()
root = Tree()
kid = Tree(root)
print(kid.parent is root, sys.getrefcount(root), sys.getrefcount(kid))
del root
print(kid.parent, sys.getrefcount(kid))
import collections
d = weakref.WeakValueDictionary()
d['k'] = N('val')
print(list(d))
v = d.setdefault('v', N('kept'))
print(list(d.items()), sys.getrefcount(v))
