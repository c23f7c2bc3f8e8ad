import types
@types.coroutine
def pause(value):
    return (yield value)
async def inner(x):
    return await pause([x])
async def outer():
    a = await inner('a')
    b = await inner('b')
    return [a, b]
c = outer()
log = [c.send(None)]
log.append(c.send('A'))
try:
    c.send('B')
except StopIteration as s:
    log.append(s.value)
print(log)
