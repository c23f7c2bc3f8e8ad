xs = [[1], [2], [3]]
r = reversed(xs)
last = next(r)
xs.append([4])
g = range(0, 10**20, 10**19)
it = iter(g)
a, b = next(it), next(it)
print(last, list(r), b, len(g))
