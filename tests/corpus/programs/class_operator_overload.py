class Vec:
    def __init__(self, *xs):
        self.xs = xs
    def __add__(self, other):
        return Vec(*(a + b for a, b in zip(self.xs, other.xs)))
    def __mul__(self, k):
        return Vec(*(x * k for x in self.xs))
    __rmul__ = __mul__
    def __neg__(self):
        return self * -1
    def __eq__(self, other):
        return self.xs == other.xs
    def __repr__(self):
        return f'Vec{self.xs}'
a = Vec(1, 2)
b = Vec(3, 4)
c = 2 * (a + b)
print(c, -c, c == Vec(8, 12))
