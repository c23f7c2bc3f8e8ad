def inner():
    x = yield ['a']
    return [x, 'result']
def outer():
    r = yield from inner()
    yield r
g = outer()
a = next(g)
b = g.send('sent')
print(a, b, list(g))
