first, *middle, last = [[1], [2], [3], [4]]
(a, b), c = [['x', 'y'], 'z']
[p, [q, *r]] = ([1], [[2], [3], [4]])
print(first, middle, last, a, b, c, p, q, r)
