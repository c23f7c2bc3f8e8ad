class Grid:
    def __init__(self, w, h):
        self.cells = {(x, y): [x, y] for x in range(w) for y in range(h)}
        self.w, self.h = w, h
    def __getitem__(self, pos):
        match pos:
            case (int(x), int(y)):
                return self.cells[x, y]
            case (slice() as s, int(y)):
                return [self.cells[x, y] for x in range(*s.indices(self.w))]
    def __setitem__(self, pos, v):
        self.cells[pos] = v
    def __contains__(self, pos):
        return pos in self.cells
    def __iter__(self):
        return (self.cells[x, y] for y in range(self.h) for x in range(self.w))
    def neighbours(self, x, y):
        for dx, dy in ((0, 1), (1, 0)):
            if (x + dx, y + dy) in self:
                yield self[x + dx, y + dy]
g = Grid(2, 2)
print(g[0, 1], g[:, 0], list(g))
n = list(g.neighbours(0, 0))
print(n[0] is g[0, 1])
g[1, 1] = n
print(g[1, 1] is n, (5, 5) in g)
a, *rest = g
print(a, len(rest))
