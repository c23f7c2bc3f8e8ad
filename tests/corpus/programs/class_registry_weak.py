import weakref, gc
class Registry:
    _all = weakref.WeakSet()
    _by_name = weakref.WeakValueDictionary()
    def __init__(self, name):
        self.name = name
        Registry._all.add(self)
        Registry._by_name[name] = self
    @classmethod
    def names(cls):
        return sorted(r.name for r in cls._all)
a, b = Registry('a'), Registry('b')
a.other = b
b.other = a
print(Registry.names(), Registry._by_name['a'] is a)
gc.disable()
del a
print(Registry.names())
del b
print(Registry.names(), gc.collect() > 0, Registry.names(), len(Registry._by_name))
