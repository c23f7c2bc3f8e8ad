import weakref
class C:
    def __init__(self):
        self.items = ['i']
c = C()
p = weakref.proxy(c)
ws = weakref.WeakSet([c])
p.items.append('j')
print(c.items, len(ws))
del c
try:
    p.items
except ReferenceError as e:
    print(e, len(ws))
