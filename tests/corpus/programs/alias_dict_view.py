d = {'a': 1}
keys = d.keys()
items = d.items()
d['b'] = [2]
print(list(keys), len(items))
del d['a']
print(list(items))
