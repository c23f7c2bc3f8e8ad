m = [[r * 10 + c for c in range(3)] for r in range(2)]
t = [[row[i] for row in m] for i in range(3)]
flat = [x for row in m for x in row]
print(t, flat)
