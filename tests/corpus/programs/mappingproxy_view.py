class C:
    x = ['x']
view = C.__dict__
C.y = ['y']
from types import MappingProxyType, SimpleNamespace
d = {'a': ['a']}
p = MappingProxyType(d)
d['b'] = ['b']
n = SimpleNamespace(x=d['a'])
print(view['y'], p['b'], n.x is d['a'])
