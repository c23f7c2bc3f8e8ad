from dataclasses import dataclass, FrozenInstanceError
@dataclass(frozen=True)
class P:
    x: int
    y: tuple
p = P(1000, (2000,))
try:
    p.x = 5
except FrozenInstanceError as e:
    print(e)
d = {p: ['value']}
print(d[P(1000, (2000,))])
