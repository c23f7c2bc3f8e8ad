def gen():
    yield [1]
    raise StopIteration('bad')
g = gen()
a = next(g)
try:
    next(g)
except RuntimeError as e:
    print(type(e.__cause__).__name__)
try:
    assert a == [2], ['message', a]
except AssertionError as e:
    print(e.args[0][1] is a)
