import weakref
class Image:
    def __init__(self, name):
        self.name = name
cache = weakref.WeakValueDictionary()
a = Image(['a'])
b = Image(['b'])
cache['a'] = a
cache['b'] = b
del a
print(list(cache.keys()))
