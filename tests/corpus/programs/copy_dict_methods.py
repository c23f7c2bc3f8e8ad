d = {'a': [1], 'b': [2]}
e = dict(d)
f = {**d, 'c': [3]}
g = d | {'a': ['new']}
h = dict.fromkeys('xy', [])
h['x'].append('both')
print(e['a'] is d['a'], f, g, h)
