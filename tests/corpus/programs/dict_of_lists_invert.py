d = {'a': [1, 2], 'b': [2, 3]}
inv = {}
for k, vs in d.items():
    for v in vs:
        inv.setdefault(v, []).append(k)
del d
print(inv)
