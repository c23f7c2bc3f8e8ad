import sys
class Trap:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        got = yield self
        return got
async def child(x):
    a = await Trap(x)
    b = await Trap([a])
    return (a, b)
async def parent(x, out):
    try:
        r = await child(x)
        out.append(r)
    finally:
        out.append('done')
    return out
x = ['x']
out = []
c = parent(x, out)
t = c.send(None)
print(t.v is x, sys.getrefcount(x), sys.getrefcount(t))
t2 = c.send(['answer'])
print(t2.v, sys.getrefcount(t2))
print(c.cr_await.__name__, c.cr_running)
try:
    c.send('b')
except StopIteration as e:
    print(e.value is out)
print(out, sys.getrefcount(out))
d = parent(x, out)
t = d.send(None)
try:
    d.throw(RuntimeError('stop'))
except RuntimeError as e:
    err = e
    print(e, sys.getrefcount(x))
tb = err.__traceback__
names = []
while tb:
    names.append(tb.tb_frame.f_code.co_name)
    tb = tb.tb_next
print(names, sys.getrefcount(x))
del err
print(sys.getrefcount(x))
