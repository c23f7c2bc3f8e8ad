"""Makes, keeps and drops objects of all sizes, from within calls, generators, callbacks of C code and
handlers, and prints whose address each one has got. The ballast moves all of it."""
import sys
numbers = {}
log = []
def who(x):
    return numbers.setdefault(id(x), len(numbers))
class Plain:
    pass
class Slotted:
    __slots__ = ('a', 'b', 'c', 'd', 'e')
ballast = [bytes(48) for _ in range(0)]
state = 12345
def roll(n):
    global state
    state = (state * 1103515245 + 12345) % (1 << 31)
    return (state >> 8) % n
def make(kind, size):
    if kind == 0:
        return bytes(size)
    if kind == 1:
        return Plain()
    if kind == 2:
        return Slotted()
    if kind == 3:
        return [None] * (size % 40)
    if kind == 4:
        return lambda x, y=size: (x, y)
    if kind == 5:
        return {'%d' % i: i for i in range(size % 9)}
    if kind == 6:
        return waits(size)
    if kind == 7:
        return type('T%d' % size, (), {})
    if kind == 8:
        return compile('a = 1\n' * (size % 60 + 1), 'made', 'exec')
    return 'x' * size
def waits(size):
    held = bytes(size)
    while True:
        log.append(who(held))
        held = yield make(roll(3), size)
def raises(size):
    try:
        return int('x' * size)
    except ValueError as error:
        log.append(who(error))
        log.append(who(error.__traceback__))
        return bytes(size)
def many(a, b=1, *c, d=2, **e):
    f, g, h, i, j, k = a, b, c, d, e, 0
    log.append(who(e))
    return make(roll(3), a)
def sorts(size):
    def key(x):
        log.append(who(bytes(size)))
        return -x
    return sorted(range(4), key=key)
alive = {}
for turn in range(1500):
    slot = roll(60)
    what = roll(14)
    size = roll(500)
    if what < 10:
        alive[slot] = make(what, size)
    elif what == 10:
        alive[slot] = raises(size)
    elif what == 11:
        alive[slot] = many(size, 2, 3, x=4)
    elif what == 12:
        alive[slot] = sorts(size)
    else:
        alive.pop(slot, None)
    if slot in alive:
        log.append(who(alive[slot]))
        kept = alive[slot]
        if hasattr(kept, 'send'):
            log.append(who(next(kept)))
        if hasattr(kept, 'co_code'):
            exec(kept, {})
print(len(numbers), hash(tuple(log)))
print(log)
