import sys, weakref
class Signal:
    def __init__(self): self.subs = []
    def connect(self, fn):
        self.subs.append(weakref.WeakMethod(fn) if hasattr(fn, '__self__') else weakref.ref(fn))
        return lambda: self.subs.clear()
    def emit(self, *a):
        return [f(*a) for r in self.subs if (f := r())]
class L:
    def __init__(self, n): self.n, self.got = n, []
    def on(self, e): self.got.append(e); return self.n
    def __del__(self): print('del', self.n)
s = Signal()
a, b = L('a'), L('b')
off = s.connect(a.on)
s.connect(b.on)
def plain(e): return 'plain'
s.connect(plain)
e = ['event']
print(s.emit(e), sys.getrefcount(e))
del a
print(s.emit(e), sys.getrefcount(e))
del plain
print(s.emit(1))
off()
print(s.subs, b.got, sys.getrefcount(b))
