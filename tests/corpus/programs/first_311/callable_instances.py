class Counter:
    def __init__(self, start=0):
        self.n = start
    def __call__(self, step=1, *, times=1):
        for _ in range(times):
            self.n += step
        return self.n
class Compose:
    def __init__(self, *fns):
        self.fns = fns
    def __call__(self, value):
        for fn in self.fns:
            value = fn(value)
        return value
c = Counter()
print(c(), c(5), c(step=2, times=3), c(*[1], **{'times': 2}))
wrap = Compose(lambda v: [v], lambda v: v + v, len)
print(wrap('x'), list(map(wrap, [1, 2])), sorted([3, 1, 2], key=Compose(lambda v: -v)))
class Trace:
    def __init__(self, fn):
        self.fn = fn
        self.calls = []
    def __call__(self, *a, **k):
        self.calls.append((a, k))
        return self.fn(*a, **k)
@Trace
def add(a, b=0):
    return a + b
print(add([1], b=[2]), add([3], [4]), len(add.calls))
