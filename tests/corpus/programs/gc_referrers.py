import gc
class A:
    pass
a = A()
box = [a]
d = {'a': a}
refs = [type(r).__name__ for r in gc.get_referrers(a) if r is box or r is d]
print(sorted(refs), box in gc.get_referents(d) or len(gc.get_referents(box)))
