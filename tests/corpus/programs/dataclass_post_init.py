from dataclasses import dataclass, field, InitVar
@dataclass
class R:
    w: int
    h: int
    unit: InitVar[str] = 'm'
    area: list = field(init=False)
    def __post_init__(self, unit):
        self.area = [self.w * self.h, unit]
r = R(1000, 2)
s = R(3, 4, 'cm')
print(r.area, s)
