import sys
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, '_t', target)
        object.__setattr__(self, 'log', [])
    def __getattr__(self, name):
        self.log.append(name)
        return getattr(self._t, name)
    def __setattr__(self, name, v):
        self.log.append((name, v))
        setattr(self._t, name, v)
    def __delattr__(self, name):
        delattr(self._t, name)
class T:
    def __init__(self): self.x = ['x']
    def hello(self): return (self, self.x)
class Strict:
    def __getattribute__(self, name):
        if name.startswith('secret'):
            raise AttributeError(name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        return ['made', name]
t = T()
p = Proxy(t)
print(p.hello()[0] is t, p.x is t.x, sys.getrefcount(t))
p.y = p.x
print(t.y is t.x, sys.getrefcount(t.x), p.log)
del p.y
print(hasattr(t, 'y'))
s = Strict()
s.secret = [1]
s.open = [2]
m = s.secret
print(m, s.open, s.__dict__['secret'], sys.getrefcount(s.open))
p.log.clear()
try:
    p.nothing
except AttributeError as e:
    print(e.name, e.obj is t, sys.getrefcount(t))
print(sys.getrefcount(t), getattr(p, 'zzz', 'default'))
