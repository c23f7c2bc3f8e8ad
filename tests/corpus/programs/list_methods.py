a = [['x']]
a.insert(0, ['first'])
a.extend([['y'], ['z']])
b = a.pop(1)
a.remove(['y'])
a.reverse()
i = a.index(['first'])
print(a, b, i, a.count(['z']))
