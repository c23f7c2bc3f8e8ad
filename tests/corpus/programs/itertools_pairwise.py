from itertools import pairwise, filterfalse
p = pairwise([[1], [2], [3]])
first = next(p)
second = next(p)
odd = filterfalse(lambda x: x % 2 == 0, range(5))
print(first, second, first[1] is second[0], list(odd))
