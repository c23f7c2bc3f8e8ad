a, b = [1], [2]
a, b = b, a
x = y = z = []
x.append(1)
z = z + [2]
print(a, b, x, y, z)
