from dataclasses import dataclass, field
@dataclass
class Item:
    name: str
    tags: list = field(default_factory=list)
    price: float = 1.5
a = Item('a')
b = Item('b', ['t'])
a.tags.append('x')
print(a, b, a.tags is b.tags)
