from itertools import chain, groupby
data = sorted(['apple', 'bob', 'art', 'cat', 'bee'])
groups = {k: list(g) for k, g in groupby(data, key=lambda w: w[0])}
both = list(chain([['a']], [['b']], chain.from_iterable([[['c']]])))
print(groups, both)
