def count(n):
    i = 0
    while i < n:
        yield [i]
        i += 1
g = count(3)
a = next(g)
b = next(g)
rest = list(g)
print(a, b, rest)
