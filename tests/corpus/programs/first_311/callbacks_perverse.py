# Callbacks in places that are easily mistaken for others.
import functools
import heapq
import itertools
class V:
    def __init__(self, n):
        self.n = n
    def __add__(self, other):
        return V(self.n + other.n)
    def __radd__(self, other):
        return self
    def __lt__(self, other):
        inner = sorted([other, self], key=rank)
        return self.n < other.n
    def __bool__(self):
        return self.n > 1
    def __call__(self, v, w=None):
        return v.n
def rank(v, w=None):
    return v.n
def first(v, w=None):
    return v
vs = [V(3), V(1), V(2)]
pairs = [(vs[0], vs[1]), (vs[1], vs[2])]
print(sum(itertools.starmap(V.__add__, pairs)).n, sum(map(V.__add__, vs, vs)).n)
print(max(itertools.accumulate(vs, first), key=rank).n, any(itertools.starmap(V.__bool__, [(v,) for v in vs])))
print(max(itertools.starmap(first, [(v,) for v in vs]), key=first).n)
print([v.n for v in sorted(itertools.starmap(first, pairs), key=vs[0])])
print(list(map(rank, map(first, vs))), list(map(functools.partial(rank, w=vs), vs)))
mixed = [(vs[0], 1), (vs[1], 2)]
heapq.heapify(mixed)
heapq.heappush(mixed, (vs[2], vs[0]))
print([m[0].n for m in mixed], max(mixed)[0].n, max(*mixed)[0].n)
print(functools.reduce(V.__add__, itertools.starmap(V.__add__, pairs)).n)
heap = []
for v in vs + vs:
    heapq.heappush(heap, v)
print(heapq.heappushpop(heap, vs[0]).n, heapq.heappushpop(heap, heap[1]).n)
items = [V(5), V(4)]
def move(v):
    items[:] = vs
    return v.n
try:
    items.sort(key=move)
except ValueError:
    print([v.n for v in items])
print([v.n for v in sorted(dict(zip(vs, 'abc')), key=V.__call__.__get__(vs[1]))])
