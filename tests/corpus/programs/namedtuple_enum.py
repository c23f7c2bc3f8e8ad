from typing import NamedTuple
import enum, sys
class P(NamedTuple):
    x: list
    y: list = []
class Color(enum.Enum):
    RED = [1]
    GREEN = [2]
    ALIAS = RED
    @property
    def low(self): return self.name.lower()
class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    RW = R | W
v = [5]
p = P(v)
q = p._replace(y=v)
print(p, q, q.x is v, sys.getrefcount(v), p.y is P._field_defaults['y'])
x, y = q
print(sys.getrefcount(v))
d = q._asdict()
print(sys.getrefcount(v), d['x'] is v)
r = Color.RED
print(r, r.low, Color.ALIAS is r, Color([1]) is r, Color['GREEN'].value)
print(sys.getrefcount(r.value), [c.name for c in Color])
print(Perm.RW & Perm.R is Perm.R, Perm.R | Perm.W, Perm(3) is Perm.RW)
try:
    Color(9)
except ValueError as e:
    print(e)
class N(enum.IntEnum):
    A = 1000
    B = 2000
print(N.A + 1, N.A < N.B, N(1000) is N.A, isinstance(N.A, int))
del p, q, d, x, y
print(sys.getrefcount(v))
