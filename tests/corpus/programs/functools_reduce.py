from functools import reduce
nested = [[1], [2], [3]]
flat = reduce(lambda a, b: a + b, nested, [])
longest = reduce(lambda a, b: a if len(a) >= len(b) else b, ['x', 'yyy', 'zz'])
print(flat, longest)
