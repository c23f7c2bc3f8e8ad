import gc
a = (1, 2)
b = ([], 2)
d = {}
e = {'x': 1}
f = {'x': []}
print(gc.is_tracked(a), gc.is_tracked(b), gc.is_tracked(d), gc.is_tracked(e), gc.is_tracked(f))
