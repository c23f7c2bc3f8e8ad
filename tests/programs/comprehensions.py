base = [[1000], [2000], [3000]]
wrapped = [[item, base] for item in base]
table = {len(item): item for item in base}
members = {tuple(item) for item in base}
nested = [[inner for inner in item] for item in base]
filtered = [item for item in base if item is not base[0]]
makers = [lambda: item for item in base]
made = makers[0]()
del base
print(len(wrapped), len(table), len(members), len(nested), len(filtered), made)
