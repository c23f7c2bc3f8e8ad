def average():
    total = []
    value = None
    while True:
        received = yield value
        if received is None:
            return total
        total.append(received)
        value = sum(total) / len(total)
g = average()
next(g)
print(g.send(1000), g.send(2000))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)
