import sys
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = '_' + name
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return getattr(obj, self.name)
    def __set__(self, obj, v):
        if not isinstance(v, self.kind):
            raise TypeError(f'{self.name}: {v!r}')
        setattr(obj, self.name, v)
    def __delete__(self, obj):
        print('delete', self.name)
        delattr(obj, self.name)
class T:
    items = Typed(list)
    def __init__(self, items): self.items = items
    @property
    def first(self): return self.items[0]
    @first.setter
    def first(self, v): self.items[0] = v
    @first.deleter
    def first(self): del self.items[0]
a = ['a']
t = T([a, a])
print(t.first is a, sys.getrefcount(a))
b = ['b']
t.first = b
print(sys.getrefcount(a), sys.getrefcount(b))
del t.first
print(sys.getrefcount(a), sys.getrefcount(b))
try:
    t.items = (a,)
except TypeError as e:
    print(e, sys.getrefcount(a))
it = t.items
print(sys.getrefcount(it))
del t.items
print(sys.getrefcount(it), hasattr(t, 'items'), t.__dict__)
print(T.items.kind, T.first.fget.__name__)
