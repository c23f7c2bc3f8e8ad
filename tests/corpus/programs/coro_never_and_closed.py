import sys, gc
async def f(x):
    y = [x]
    return y
class Aw:
    def __await__(self):
        r = yield 'step'
        return r
async def g(x):
    try:
        v = await Aw()
        return v, x
    finally:
        print('cleanup')
x = ['x']
c = f(x)
print(sys.getrefcount(x))
c.close()
print(sys.getrefcount(x), c.cr_frame)
d = g(x)
print(d.send(None), sys.getrefcount(x))
print(d.cr_await, d.cr_frame.f_lineno) if False else print(d.cr_frame.f_lineno)
d.close()
print(sys.getrefcount(x))
e = g(x)
e.send(None)
del e
print(sys.getrefcount(x))
h = g(x)
h.send(None)
try:
    h.send(['back'])
except StopIteration as s:
    r = s.value
print(r, sys.getrefcount(x))
try:
    h.send(None)
except RuntimeError as err:
    print(err)
import types
@types.coroutine
def old():
    z = yield x
    return z
async def m(): return await old()
k = m()
print(k.send(None) is x, sys.getrefcount(x))
k.close()
print(sys.getrefcount(x))
