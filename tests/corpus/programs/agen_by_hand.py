import sys
async def agen(x):
    got = yield x
    got2 = yield [got]
    yield got2
def drive(aw):
    try:
        aw.send(None)
    except StopIteration as e:
        return e.value
x = ['x']
g = agen(x)
a = drive(g.asend(None))
print(a is x, sys.getrefcount(x))
b = drive(g.asend('hello'))
print(b, sys.getrefcount(b))
c = drive(g.asend(b))
print(c is b, sys.getrefcount(b))
try:
    drive(g.athrow(ValueError('v')))
except ValueError as e:
    print('out', e)
try:
    drive(g.__anext__())
except StopAsyncIteration:
    print('stop')
print(sys.getrefcount(x), sys.getrefcount(b))
h = agen(x)
drive(h.asend(None))
aw = h.aclose()
try:
    aw.send(None)
except StopIteration:
    print('closed')
print(sys.getrefcount(x))
