import sys
rows = [[i * 1000 + j for j in range(3)] for i in range(3)]
flat = [v for row in rows for v in row if v % 2]
d = {i: [r for r in rows if r[0] >= i * 1000] for i in range(3)}
s = {tuple(r) for r in rows}
print(rows, flat, sorted(s))
print([sys.getrefcount(r) for r in rows])
g = (r for r in rows if r[0])
a = next(g)
print(a is rows[1], sys.getrefcount(a))
del d[0]
print([sys.getrefcount(r) for r in rows])
keep = []
x = [keep.append(r) or r for r in rows if (last := r)]
print(last is rows[-1], sys.getrefcount(last))
fs = [[lambda: (i, j) for j in range(2)] for i in range(2)]
print([[f() for f in r] for r in fs])
print(sum(len(r) for r in rows), g.gi_frame.f_lineno)
del g
print(sys.getrefcount(a))
