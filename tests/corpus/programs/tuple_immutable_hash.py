t = (1, [2])
u = (1, (2, 3))
d = {u: ['u']}
try:
    d[t] = 1
except TypeError as e:
    print(e)
print(d[1, (2, 3)], t + u, t * 2 == t + t)
