from enum import Enum
class Colour(Enum):
    RED = 1
    GREEN = 2
    def other(self):
        return [c for c in Colour if c is not self]
r = Colour.RED
s = Colour(1)
print(r is s, r.other(), Colour['GREEN'].value)
