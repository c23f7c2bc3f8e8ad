from dataclasses import dataclass, field
@dataclass
class Base:
    a: list
@dataclass
class Child(Base):
    b: list = field(default_factory=lambda: ['b'])
c = Child(['a'])
print(c, c == Child(['a']), c.b is Child(['a']).b)
