class Grid:
    def __init__(self):
        self.cells = {}
    def __setitem__(self, at, value):
        self.cells[at] = value
    def __getitem__(self, at):
        if isinstance(at, tuple) and isinstance(at[0], slice):
            return [self.cells[k] for k in sorted(self.cells)]
        return self.cells[at]
g = Grid()
g[1, 2] = ['a']
g[0, 5] = ['b']
print(g[1, 2], g[:, 0])
