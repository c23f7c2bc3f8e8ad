import sys
def counters(n):
    out = []
    for i in range(n):
        box = [i * 1000]
        def inc(by=1, box=box):
            box[0] += by
            return i, box[0]
        out.append(inc)
    return out
cs = counters(3)
print([c() for c in cs], [c(10) for c in cs])
cell = cs[0].__closure__[0]
print(all(c.__closure__[0] is cell for c in cs), sys.getrefcount(cell))
def compose(*fs):
    def run(x):
        for f in fs: x = f(x)
        return x
    return run
h = compose(lambda x: [x], lambda x: x + x, len)
print(h('q'), sys.getrefcount(h.__closure__[0].cell_contents))
def bank(balance):
    log = []
    def deposit(x):
        nonlocal balance
        balance += x
        log.append(x)
        return balance
    def history(): return list(log)
    return {'dep': deposit, 'hist': history}
acct = bank(10000)
acct['dep'](500)
print(acct['hist'](), acct['dep'](1), sys.getrefcount(acct['dep']))
dep = acct['dep']
del acct
print(dep(1), [type(c.cell_contents).__name__ for c in dep.__closure__])
def selfref():
    def me(): return me
    return me
import gc
m = selfref()
gc.collect()
del m
print(gc.collect())
