from collections import ChainMap
base = {'a': [1], 'b': [2]}
top = ChainMap({}, base)
top['a'] = ['own']
child = top.new_child({'c': [3]})
print(top['a'], base['a'], child['b'] is base['b'], sorted(child))
