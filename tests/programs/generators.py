def produce(items):
    for item in items:
        wrapped = [item]
        received = yield wrapped
        if received is not None:
            items = items + [received]

def outer(source):
    yield from produce(source)
    return source

source = [['a'], ['b']]
running = produce(source)
one = next(running)
two = next(running)
delegating = outer(source)
three = next(delegating)
rest = list(delegating)
running.close()
squares = (x * x for x in [1000, 2000])
four = next(squares)
del running
print(len(rest), four)
