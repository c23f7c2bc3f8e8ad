a = [[1, 2], [3, 4]]
b = [[500, 600], [700, 800]]
c = [[sum(x * y for x, y in zip(r, col)) for col in zip(*b)] for r in a]
print(c)
