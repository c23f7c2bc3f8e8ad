from concurrent.futures import ThreadPoolExecutor
import sys
class Box:
    def __init__(self, v): self.v = v
def double(box):
    return Box(box.v * 2)
def bad(box):
    raise ValueError(box)
b = Box(21)
with ThreadPoolExecutor(max_workers=1) as pool:
    f = pool.submit(double, b)
    r = f.result()
    print(r.v)
    g = pool.submit(bad, b)
    err = g.exception()
    print(err.args[0] is b)
    out = list(pool.map(double, [Box(1), Box(2)]))
print([o.v for o in out], f.done(), f.result() is r)
print(sys.getrefcount(r))
del f
print(sys.getrefcount(r))
