data = [[3], [1], [2]]
m = map(lambda x: x + ['!'], data)
f = filter(lambda x: x[0] > 1, data)
a = next(m)
b = next(f)
print(a, b, list(m), list(f))
