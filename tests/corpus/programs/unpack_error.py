try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, *b, c = [['only']]
except ValueError as e:
    print(e)
for k, (x, y) in {'p': ([1], [2])}.items():
    print(k, x, y)
