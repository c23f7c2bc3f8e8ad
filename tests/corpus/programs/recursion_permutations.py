def perms(items):
    if not items:
        return [[]]
    out = []
    for i, x in enumerate(items):
        for rest in perms(items[:i] + items[i + 1:]):
            out.append([x] + rest)
    return out
print(perms([['a'], ['b']]), len(perms('xyz')))
