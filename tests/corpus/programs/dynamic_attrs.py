import sys, types, operator
class O: pass
o = O()
x = ['x']
for n in 'abc':
    setattr(o, n, x)
print(sys.getrefcount(x), o.__dict__.keys())
del o.__dict__['a']
print(sys.getrefcount(x), hasattr(o, 'a'))
ns = types.SimpleNamespace(p=x, q=o)
print(ns.p is x, sys.getrefcount(o))
ns2 = types.SimpleNamespace(**vars(ns))
print(ns == ns2, sys.getrefcount(x))
g = operator.attrgetter('b', 'c')
print(g(o)[0] is x, operator.itemgetter(0)([x]) is x, sys.getrefcount(x))
mc = operator.methodcaller('append', 5)
mc(x)
print(x)
o.method = types.MethodType(lambda self, v: (self, v), o)
print(o.method(1)[0] is o, sys.getrefcount(o))
del o.method
mp = types.MappingProxyType({'k': x})
print(mp['k'] is x, sys.getrefcount(x))
o2 = O()
o2.__dict__ = o.__dict__
o2.z = x
print(o.z is x, sys.getrefcount(o.__dict__), sys.getrefcount(x))
o.__dict__ = {}
print(hasattr(o, 'z'), o2.z is x, sys.getrefcount(x))
del o2
print(sys.getrefcount(x))
