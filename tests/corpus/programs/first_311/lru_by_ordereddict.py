from collections import OrderedDict
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return hash(self.n)
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
class LRU:
    def __init__(self, size):
        self.size = size
        self.data = OrderedDict()
    def get(self, key, default=None):
        if key not in self.data:
            return default
        self.data.move_to_end(key)
        return self.data[key]
    def put(self, key, value):
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.size:
            old, gone = self.data.popitem(last=False)
            return gone
cache = LRU(2)
cache.put(Key(1), ['one'])
cache.put(Key(2), ['two'])
print(cache.get(Key(1)), cache.put(Key(3), ['three']), cache.get(Key(2), 'none'))
print([k.n for k in cache.data])
