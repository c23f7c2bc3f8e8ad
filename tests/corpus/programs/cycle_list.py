import gc
gc.disable()
x = [1]
y = [x]
x.append(y)
z = (x,)
y.append(z)
del x, y, z
n = gc.collect()
print(n >= 3)
