from dataclasses import dataclass, field, replace, asdict, astuple, fields
import sys
@dataclass(order=True)
class Item:
    price: int
    name: str = field(compare=False)
    tags: list = field(default_factory=list, compare=False)
    def __post_init__(self):
        self.tags.append(self.name)
@dataclass(frozen=True, slots=True)
class Pt:
    x: list
    y: list = field(default_factory=lambda: ['y'])
a = Item(5000, 'five')
b = Item(3000, 'three', a.tags)
print(a > b, a.tags is b.tags, sys.getrefcount(a.tags))
c = replace(a, price=1)
print(c.tags is a.tags, c, sys.getrefcount(a.tags))
d = asdict(b)
print(d['tags'] is b.tags, d, astuple(b)[2])
p = Pt([1])
try:
    p.x = 3
except Exception as e:
    print(type(e).__name__)
q = replace(p, y=p.x)
print(q.x is p.x is q.y, sys.getrefcount(p.x))
print([f.name for f in fields(Item)], sorted([a, b])[0] is b)
t = a.tags
del a, b, c
print(sys.getrefcount(t))
