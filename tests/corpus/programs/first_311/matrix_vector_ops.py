class Vec:
    def __init__(self, *xs):
        self.xs = xs
    def __getitem__(self, i):
        if isinstance(i, slice):
            return Vec(*self.xs[i])
        return self.xs[i]
    def __len__(self):
        return len(self.xs)
    def __iter__(self):
        return iter(self.xs)
    def __add__(self, other):
        return Vec(*map(lambda a, b: a + b, self, other))
    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self, other))
    def __neg__(self):
        return Vec(*[-x for x in self.xs])
    def __contains__(self, x):
        return x in self.xs
    def __eq__(self, other):
        return self.xs == other.xs
    def __abs__(self):
        return (self @ self) ** 0.5
v, w = Vec(1000, 2000), Vec(3000, 4000)
u = v + w
print(u.xs, v @ w, (-v).xs, 1000 in v, len(u), u[0], u[:1].xs, v == Vec(1000, 2000), abs(Vec(3, 4)))
rows = [v, w, u]
print([list(r) for r in rows], Vec(3000, 4000) in rows, rows.index(u), sum(rows, Vec(0, 0)).xs)
