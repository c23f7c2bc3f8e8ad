import sys
class Item:
    __slots__ = ('name', 'tags')
    def __init__(self, name, *tags):
        self.name, self.tags = name, list(tags)
    def __repr__(self):
        return self.name
items = [Item('a', 'x', 'y'), Item('b', 'y'), Item('c')]
by_tag = {}
for it in items:
    for tag in it.tags:
        by_tag.setdefault(tag, []).append(it)
print(by_tag, [sys.getrefcount(i) for i in items])
inv = {it.name: it for it in items if it.tags}
print(inv, sys.getrefcount(items[0]))
del it
gone = items.pop(0)
for lst in by_tag.values():
    if gone in lst:
        lst.remove(gone)
print(by_tag, sys.getrefcount(gone))
del inv['a']
print(sys.getrefcount(gone))
merged = inv | {'c': items[-1]}
print(merged, sys.getrefcount(items[-1]))
