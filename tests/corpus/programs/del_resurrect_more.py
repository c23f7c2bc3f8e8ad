import gc, sys
saved = []
class Phoenix:
    count = 0
    def __init__(self, name): self.name = name
    def __del__(self):
        Phoenix.count += 1
        print('del', self.name, sys.getrefcount(self))
        if Phoenix.count < 3:
            saved.append(self)
p = Phoenix('one')
p = None
print(len(saved), sys.getrefcount(saved[0]))
x = saved.pop()
x.name = 'again'
del x
print('no second del', Phoenix.count)
a, b = Phoenix('a'), Phoenix('b')
a.other, b.other = b, a
gc.disable()
del a, b
print(gc.collect(), len(saved))
for s in saved:
    print(s.name, s.other.name)
del s
saved.clear()
print(gc.collect(), Phoenix.count)
