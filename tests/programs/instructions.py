# One of nearly every instruction that the compiler makes.
import sys
from sys import maxsize as largest

numbers = (1, -2, 3.5, 1j, -0.0, 1e100, 2**70, True, None, ..., b"b'\x00\n", 'it\'s "q"', "\té", ())
nested = ((1, (2.5, None)), ("one",), frozenset({3}))


def conversions(value, width=6, *rest, key: int = 2, **more):
    text = f"{value}{value!r:>6}{value!s}{value!a}{value:{width}}"
    return text, rest, key, more


def operators(a, b):
    c = (a + b, a - b, a * b, a // b, a % b, a / b, a**b, a << b, a >> b, a & b, a | b, a ^ b)
    a += b
    a -= b
    a *= b
    a //= b
    a **= b
    a <<= b
    a >>= b
    a &= b
    a |= b
    a ^= b
    a %= b + 7
    a /= b
    return c, -a, +a, not a, ~b, a is b, a is not b, a < b <= a, b in c, b not in c, a == b, a != b


class Matrix:
    def __matmul__(self, other):
        return self

    def __imatmul__(self, other):
        return self


def containers(items):
    first, *middle, last = items
    one, two = first, last
    both = [*items, *middle]
    table = {"a": one, **{"b": two}}
    some = {*items, 4}
    some2 = {x for x in items if x in {1, 2, 3}}
    back = {k: v for k, v in table.items()}
    del both[0], table["a"]
    both[0:1] = [9]
    return conversions(*both, **back), some, some2, (x for x in items)


def outer():
    seen = 0

    def inner():
        nonlocal seen
        seen += 1
        if seen is None:
            del seen
        return seen

    return inner() or inner() and None


def handles():
    try:
        try:
            raise KeyError("k") from ValueError("v")
        except (TypeError, KeyError) as problem:
            raise RuntimeError from problem
        finally:
            largest
    except* RuntimeError as group:
        assert group
    while True:
        break
    for i in range(3):
        if i == 1:
            continue
        else:
            pass


def delegates():
    got = yield from range(2)
    yield got


async def awaits():
    async with Gate() as gate:
        async for x in gate:
            await gate.wait()
            return [y async for y in gate]


class Gate:
    left = 2

    async def __aenter__(self):
        return self

    async def __aexit__(self, *what):
        return False

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        return self.left

    async def wait(self):
        return None


def matches(subject):
    match subject:
        case {"k": v, **rest}:
            return v, rest
        case [a, _, *b]:
            return a, b
        case int(n) | float(n):
            return n


m = Matrix()
m @= m @ m
conversions(3, 4, 5, key=6, other=7)
operators(6, 2)
containers([1, 2, 3])
outer()
handles()
list(delegates())
runner = awaits()
try:
    runner.send(None)
except StopIteration as stop:
    print(stop.value)
print([matches(s) for s in ({"k": 1}, [1, 2, 3], 4)], sum(x for x in (1, 2)), sys.maxsize == largest)
lambdas = sorted([3, 1], key=lambda v: -v), list(map(lambda v: v, [1]))
global_name: int = 1
del numbers, lambdas
