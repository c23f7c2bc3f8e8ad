from itertools import islice
def naturals():
    n = 1000
    while True:
        yield n
        n += 1
g = naturals()
a = list(islice(g, 3))
b = next(g)
g.close()
print(a, b)
