def signature(w):
    return ''.join(sorted(w))
groups = {}
for w in ['tea', 'eat', 'tan', 'ate', 'nat']:
    groups.setdefault(signature(w), []).append(w)
print(list(groups.values()))
