data = [[1], [2], [3]]
g = (x + ['!'] for x in data)
data = None
first = next(g)
print(first, list(g))
