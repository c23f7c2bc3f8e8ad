from functools import reduce
class Row:
    def __init__(self, n):
        self.n = n
        self.done = False
    def double(self):
        v = self.n * 2
        return v
def big(row):
    ok = row.n > 300
    return ok
rows = list(map(Row, [100, 400, 500]))
print(list(map(Row.double, rows)), [r.n for r in filter(big, rows)])
total = reduce(lambda acc, r: acc + r.n, rows, 0)
joined = reduce(lambda a, b: a + b, [[1], [2], [3]])
print(total, joined)
pairs = list(map(lambda a, b: (a, b), rows, [[1], [2], [3]]))
print(len(pairs), sum(map(lambda r: r.n, rows)), any(map(big, rows)), all(map(big, rows)))
for v in map(lambda r: [r], rows):
    v.append(0)
first, *rest = map(lambda r: r.n, rows)
print(first, rest, next(filter(big, rows)).n, max(map(lambda r: r.n, rows)))
