import sys
class Root:
    def __init__(self, log, **kw):
        log.append('root')
        self.log = log
        self.kw = kw
    def who(self): return ['root']
class Left(Root):
    def __init__(self, *a, left=None, **kw):
        super().__init__(*a, **kw)
        self.left = left
    def who(self): return ['left'] + super().who()
class Right(Root):
    def __init__(self, *a, right=None, **kw):
        super().__init__(*a, **kw)
        self.right = right
    def who(self): return ['right'] + super(Right, self).who()
class Both(Left, Right):
    def who(self):
        s = super()
        f = s.who
        return ['both'] + f()
log = []
x = ['x']
o = Both(log, left=x, right=x, other=x)
print(o.who(), sys.getrefcount(x), o.kw, [c.__name__ for c in Both.__mro__])
s = super(Left, o)
print(s.who(), s.__self__ is o, sys.getrefcount(o))
del s
print(sys.getrefcount(o), sys.getrefcount(log))
class Static(Both):
    @staticmethod
    def make(log): return Static(log, left=log)
    @classmethod
    def again(cls, log): return cls(log)
    def who(self): return super().who()[:1]
p = Static.make(log)
q = Static.again(log)
r = p.again(log)
print(p.who(), q.who(), sys.getrefcount(log), p.left is log)
del p, q, r, o
print(sys.getrefcount(log), sys.getrefcount(x))
