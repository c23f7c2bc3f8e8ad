t = ([1], 'x')
u = t
try:
    t[0] += [2]
except TypeError:
    print(t, t is u)
a, b = t
a.append(3)
t += (4,)
print(t, u, t[0] is u[0])
n = (t, t)
print(n[0] is n[1], len(n), hash((1, 'a')) == hash((1, 'a')))
x, (y, z), *w = 1, (2, 3), 4, 5
print(x, y, z, w)
s = sorted([(2, 'b'), (1, 'z'), (1, 'a')])
print(s, s[0] < s[1], tuple(reversed(s))[0])
def multi():
    return [1], [2]
p, q = multi()
p, q = q, p
print(p, q)
