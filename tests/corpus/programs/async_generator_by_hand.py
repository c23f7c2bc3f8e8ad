async def pairs():
    yield ['a']
    yield ['b']
g = pairs()
step = g.__anext__()
try:
    step.send(None)
except StopIteration as s:
    print(s.value)
closing = g.aclose()
try:
    closing.send(None)
except StopIteration:
    print('closed')
