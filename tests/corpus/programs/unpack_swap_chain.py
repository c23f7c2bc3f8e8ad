a, b, c = [1], [2], [3]
a, b, c = c, a, b
i = 0
xs = [10, 20, 30]
i, xs[i] = 2, 'changed'
print(a, b, c, i, xs)
