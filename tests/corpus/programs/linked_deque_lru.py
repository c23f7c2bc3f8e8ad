import sys
class LRU:
    class Link:
        __slots__ = ('prev', 'next', 'key', 'val')
    def __init__(self, n):
        self.n, self.d = n, {}
        self.root = r = LRU.Link()
        r.prev = r.next = r
    def get(self, k):
        link = self.d[k]
        link.prev.next, link.next.prev = link.next, link.prev
        self._push(link)
        return link.val
    def _push(self, link):
        last = self.root.prev
        last.next = self.root.prev = link
        link.prev, link.next = last, self.root
    def put(self, k, v):
        if len(self.d) >= self.n:
            old = self.root.next
            self.root.next, old.next.prev = old.next, self.root
            del self.d[old.key]
        link = LRU.Link()
        link.key, link.val = k, v
        self._push(link)
        self.d[k] = link
x = ['x']
c = LRU(2)
c.put('a', x)
c.put('b', x)
print(c.get('a') is x, sys.getrefcount(x))
c.put('c', 1)
print(sorted(c.d), sys.getrefcount(x), sys.getrefcount(c.root))
import gc
gc.collect()
l = c.d['a']
print(sys.getrefcount(l))
del c
print(gc.collect(), sys.getrefcount(x), l.key)
