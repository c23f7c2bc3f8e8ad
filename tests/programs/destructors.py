# In which order objects die, what their destructors and weak references' callbacks see, and what
# comes back from the dead. Printed as it happens.
import gc
import weakref

gc.collect()  # whatever started the interpreter: the collector counts from here


class Loud:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print('del', self.name, [one.name for one in self.held])


def gone(reference):
    print('gone', reference() is None)


def scope():
    a = Loud('a')
    b = Loud('b', a)
    c = Loud('c', a, b)
    print('end of scope')


def failing():
    a = Loud('in failing')
    raise ValueError(a.name)


class Phoenix:
    kept = []

    def __del__(self):
        print('rises')
        Phoenix.kept.append(self)


def waiting():
    a = Loud('in generator')
    try:
        yield a.name
    finally:
        print('generator closed')


scope()
d = Loud('d')
reference = weakref.ref(d, gone)
other = weakref.ref(d, gone)
d = None
weakref.finalize(Loud('finalized'), print, 'finalizer ran')
try:
    failing()
except ValueError as error:
    print('caught', error)
print('after except')
bird = Phoenix()
del bird
print(len(Phoenix.kept))
Phoenix.kept.pop()
print(len(Phoenix.kept))
gen = waiting()
print(next(gen))
del gen
numbers = [Loud('item %d' % i) for i in range(3)]
numbers[1:2] = [Loud('new item')]
numbers.clear()
pairs = {i: Loud('value %d' % i) for i in range(3)}
pairs[1] = None
pairs = Loud('instead')
knot = Loud('knot')
knot.self = knot
tail = Loud('tail', knot)
knot.tail = tail
seen = weakref.ref(knot, gone)
del knot, tail
gc.set_threshold(10, 2, 2)
kept = []
for i in range(60):
    kept.append([i])
    one = Loud('loop %d' % i) if i % 20 == 0 else None
    if one:
        one.self = one
gc.set_threshold(700, 10, 10)
print(gc.collect())
last = Loud('last')
last.self = last
print('end')
