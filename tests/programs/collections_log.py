# When does each automatic collection come? A log of the program's own progress at each, for one
# threshold; printed at the end. THRESHOLD is put in by who runs it.
import collections
import functools
import gc
import re
import sys

progress = 0
log = []


def note(phase, info):
    if phase == 'start':
        log.append((progress, info['generation']))


class Node:
    def __init__(self, value):
        self.value = value
        self.other = None

    def pair(self):
        return [self, self.other]


class Slim:
    __slots__ = ('it',)


def leaf(n):
    return [n]


def calls(n):
    global progress
    kept = []
    for i in range(n):
        progress += 1
        kept.append(leaf(i))
        kept.append(Node(i))
        kept[-1].other = kept
    return len(kept)


def deep(n):
    global progress
    progress += 1
    if n == 0:
        return []
    return [deep(n - 1)]


def squares(n):
    global progress
    for i in range(n):
        progress += 1
        yield [i]


def failing(n):
    global progress
    progress += 1
    try:
        if n % 3 == 0:
            raise ValueError([n])
        if n % 3 == 1:
            return {}['missing']
        return [][n]
    except (ValueError, LookupError):
        return [n]
    finally:
        progress += 1


def through(n):
    return failing(n) if n % 2 else [failing(n)]


def look(n):
    return sys._getframe().f_back.f_lineno + n


class Manager:
    def __enter__(self):
        return [self]

    def __exit__(self, *arguments):
        return True


def managed(n):
    global progress
    progress += 1
    with Manager() as inside:
        inside.append((n, n + 1, n + 2))
        raise KeyError(n)


class Seq:
    def __init__(self, it): self.it = it
    def __getitem__(self, i):
        global progress
        progress += 1
        return self.it[i]


class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        global progress
        progress += 1
        if self.n == 0: raise StopIteration
        self.n -= 1
        return [self.n]


def sub(n):
    global progress
    for i in range(n):
        progress += 1
        yield [i]
    return [n]


def main(n):
    r = yield from sub(n)
    yield r


async def co(n):
    global progress
    progress += 1
    return [n]


async def amain():
    kept = []
    for i in range(20):
        kept.append(await co(i))
    return kept


def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value


def deco(f):
    @functools.wraps(f)
    def inner(*a, **k):
        global progress
        progress += 1
        return f(*a, **k)
    return inner


@deco
def add(a, b=2): return {a: [b]}


def first_part():
    global progress
    calls(40)
    deep(30)
    kept = [x for x in squares(30)]
    kept += [{i: [i]} for i in range(30)]
    for i in range(30):
        kept.append(through(i))
    for i in range(20):
        progress += 1
        managed(i)
        kept.append((i, [i], look(i)))
    kept.sort(key=lambda it: len(str(it)))
    gens = [squares(3) for _ in range(10)]
    for gen in gens:
        kept.append(next(gen))
    del gens
    slim = [Slim() for _ in range(20)]
    for one in slim:
        one.it = slim
        progress += 1
    kept.extend(map(leaf, range(20)))
    text = ' '.join(str(leaf(i)) for i in range(20))
    progress += 1
    return len(kept) + len(text)


def second_part():
    global progress
    kept = []
    for i in range(20):
        kept.append(list(Seq([i, [i], {}])))
        progress += 1
    for i in range(10): kept += [x for x in It(3)]
    for i in range(10): kept += list(main(4))
    run(amain())
    for i in range(20): kept.append(add(i, b=[i]))
    P = collections.namedtuple('P', 'x y')
    progress += 1
    for i in range(10):
        kept.append(P(i, [i])); progress += 1
    for i in range(10):
        progress += 1
        kept.append(re.sub('a+', lambda m: m.group(0) + 'b', 'aaxaa' * 3))
    for i in range(10):
        progress += 1
        kept.append('{} {}'.format([i], {}).split())
    s = set()
    for i in range(30):
        s.add((i, str(i))); progress += 1
    d = {}
    for i in range(30):
        d.setdefault(i % 3, []).append([i]); progress += 1
    for i in range(10):
        progress += 1
        try: int('x' * i)
        except ValueError: kept.append([i])
    kept.append(sorted([[3], [1], [2]], key=lambda x: [x]))
    class Meta(type):
        def __call__(cls, *a):
            global progress
            progress += 1
            return super().__call__(*a)
    class A(metaclass=Meta):
        def __init__(self, x): self.x = [x]
        @property
        def twice(self): return [self.x, self.x]
    for i in range(20): kept.append(A(i).twice)
    return kept


gc.callbacks.append(note)
gc.collect()
log.clear()
gc.set_threshold(THRESHOLD, 3, 3)
first_part()
second_part()
gc.set_threshold(0)
gc.callbacks.clear()
print(log)
