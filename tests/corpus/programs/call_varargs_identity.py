def ident(*args):
    return args
t = ([1], [2])
u = ident(*t)
v = ident(*[t, t])
print(u is t, u == t, v[0] is v[1])
