def f(a, b=[], *c, d={}, **e):
    b.append(a)
    d[len(b)] = c
    return b, c, d, e
x = [1]
r1 = f(x)
r2 = f(x, [2], 3, 4, d={}, k=x)
r3 = f(*[x, x])
print(r1, r2, r3)
print(r1[0] is f.__defaults__[0], r3[0] is x, r1[2] is f.__kwdefaults__['d'])
def g(p):
    p += [9]
    p = p + [10]
    return p
y = g(x)
print(x, y)
def h(n, acc=None):
    acc = [] if acc is None else acc
    acc.append(n)
    return h(n - 1, acc) if n else acc
print(h(3), h(1))
