from itertools import combinations
it = combinations([['a'], ['b'], ['c']], 2)
a = next(it)
b = next(it)
keep = a[0]
del a
c = next(it)
print(b, c, keep)
