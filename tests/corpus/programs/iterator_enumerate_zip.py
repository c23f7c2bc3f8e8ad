names = [['a'], ['b']]
e = enumerate(names, 1000)
z = zip(names, e)
one = next(z)
print(one, list(z))
