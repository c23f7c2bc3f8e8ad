from itertools import product, permutations, combinations
p = list(product('ab', [1, 2]))
q = list(permutations([['x'], ['y']]))
c = list(combinations('abc', 2))
print(p, q, c, q[0][0] is q[1][1])
