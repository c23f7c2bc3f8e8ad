import heapq, itertools, sys
class V:
    cmps = 0
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        V.cmps += 1
        return self.n < other.n
    def __repr__(self): return f'V{self.n}'
vs = [V(i) for i in (5, 3, 4, 1)]
h = list(vs)
heapq.heapify(h)
print(h, V.cmps, sys.getrefcount(vs[3]))
a = heapq.heappop(h)
print(a, sys.getrefcount(a))
b = heapq.heappushpop(h, a)
print(b is a, heapq.nsmallest(2, vs), sorted(vs, reverse=True))
print(max(vs), min(vs, key=lambda v: -v.n), [sys.getrefcount(v) for v in vs])
pairs = list(zip(vs, itertools.cycle('ab')))
g = itertools.groupby(sorted(pairs, key=lambda p: p[1]), key=lambda p: p[1])
for key, grp in g:
    got = [p[0] for p in grp]
    print(key, got)
t1, t2 = itertools.tee(iter(vs))
print(next(t1), next(t1), next(t2))
print([sys.getrefcount(v) for v in vs])
del t1, t2
ch = itertools.chain.from_iterable([[v] * 2 for v in vs])
x = list(itertools.islice(ch, 3))
print(x, list(itertools.starmap(lambda v, c: c, pairs)))
acc = list(itertools.accumulate(vs, lambda p, q: p if q < p else q))
print(acc, list(itertools.takewhile(lambda v: v.n > 2, vs)))
print([sys.getrefcount(v) for v in vs])
