a = [1, 2]
b = a
c = [a, b, a]
d = {'first': a, 'second': c}
del b
c.append(d)
e = (a, c, d)
c.pop()
c[0] = None
del e
a = None
print(len(d))
