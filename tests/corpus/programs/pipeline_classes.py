class Stage:
    def __init__(self, fn, nxt=None):
        self.fn, self.nxt = fn, nxt
    def __rshift__(self, other):
        s = self
        while s.nxt:
            s = s.nxt
        s.nxt = other
        return self
    def __call__(self, v):
        out = self.fn(v)
        return self.nxt(out) if self.nxt else out
    def __ror__(self, v):
        return self(v)
p = Stage(str.split) >> Stage(lambda ws: [w.title() for w in ws]) >> Stage(' '.join)
print('hello big world' | p)
q = Stage(lambda v: [v]) >> Stage(lambda v: v * 2)
box = ['b']
out = box | q
print(out[0] is box, out[1] is box)
p.nxt.nxt = None
print(p('a b'))
