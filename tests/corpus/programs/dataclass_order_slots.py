from dataclasses import dataclass, astuple, asdict
@dataclass(order=True, slots=True)
class V:
    major: int
    rest: list
a, b = V(1, [2]), V(1, [3])
print(a < b, astuple(a), asdict(b), V.__slots__)
