add = lambda a, b=[]: b + [a]
fs = {'inc': lambda x: x + 1000, 'id': lambda x: x}
x = ['x']
print(add(1), fs['inc'](5), fs['id'](x) is x, (lambda *a: a)(x, x))
