import sys, collections
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        d = collections.OrderedDict()
        d['made_by'] = kw.get('by')
        return d
    def __new__(mcs, name, bases, ns, by=None):
        return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, by=None):
        super().__init__(name, bases, ns)
        cls.names = list(ns)[:2]
class Desc:
    def __set_name__(self, owner, name):
        self.where = (owner.__name__, name)
        owners.append(name)
    def __get__(self, obj, owner): return (self, obj)
owners = []
by = ['by']
class K(metaclass=Meta, by=by):
    d = Desc()
    e = Desc()
    def m(self): return __class__
print(K.names, owners, K().m() is K, sys.getrefcount(by))
k = K()
print(k.d[1] is k, K.d[0].where, sys.getrefcount(k))
class Plug:
    plugs = []
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.name = name
        Plug.plugs.append(cls)
class P1(Plug, name=by): pass
class P2(P1, name='two'): pass
print([p.__name__ for p in Plug.plugs], P1.name is by, sys.getrefcount(by))
class G:
    def __class_getitem__(cls, item): return (cls, item)
print(G[by][1] is by, G[1, 2])
class M:
    def __mro_entries__(self, bases): return (Plug,)
class Q(M(), name='q'): pass
print(Q.__bases__, Q.__orig_bases__[0].__class__.__name__)
