d = {'b': [1], 'a': [2]}
d['c'] = d.pop('b')
d.update(a=['new'], z=[9])
k, v = d.popitem()
first = next(iter(d))
print(d, k, v, first, d.setdefault('q', []) is d['q'])
