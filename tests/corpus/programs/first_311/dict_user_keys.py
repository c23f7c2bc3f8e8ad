class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __eq__(self, other):
        same = (self.x, self.y) == (other.x, other.y)
        return same
    def __hash__(self):
        key = (self.x, self.y)
        return hash(key) % 3
a, b, c = Point(0, 0), Point(0, 1), Point(0, 0)
seen = {a: ['first']}
seen[b] = ['second']
seen[c] = ['third']
print(len(seen), seen[a], c in seen, Point(5, 5) in seen)
print(seen.get(b), seen.setdefault(Point(0, 1), None), seen.pop(c), len(seen))
del seen[b]
print(seen)
counts = {}
for p in (a, b, c, a):
    counts[p] = counts.get(p, 0) + 1
print(list(counts.values()))
grid = {Point(i % 2, 0): i for i in range(3)}
both = {**counts, **grid}
print(len(grid), len(both))
