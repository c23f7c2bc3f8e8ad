s = slice(1, None, 2)
xs = [['a'], ['b'], ['c'], ['d']]
odd = xs[s]
last = xs[-1:]
xs[::2] = [['x'], ['y']]
print(odd, last, xs, s.indices(4))
