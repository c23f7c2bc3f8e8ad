from dataclasses import dataclass, replace
@dataclass
class P:
    x: list
    y: list
p = P([1], [2])
q = replace(p, y=[3])
print(p.x is q.x, p.y is q.y)
