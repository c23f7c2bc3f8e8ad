d = {'a': [1], 'b': [2]}
it = iter(d.items())
pair = next(it)
d['c'] = [3]
try:
    next(it)
except RuntimeError as e:
    print(e, pair)
