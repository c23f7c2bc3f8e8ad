import copy
inner = ['i']
a = {'x': inner, 'y': inner, 'z': (inner,)}
b = copy.deepcopy(a)
b['x'].append('new')
print(a, b, b['x'] is b['y'])
