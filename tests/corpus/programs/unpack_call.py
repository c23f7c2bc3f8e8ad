def f(*args, **kw):
    return args, kw
pos = ([1], [2])
named = {'x': [3]}
a, k = f(*pos, [9], **named, y=[4])
print(a, k, a[0] is pos[0], k is named)
