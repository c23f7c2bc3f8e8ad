x = ['x']
g = globals()
g['y'] = ['y']
def f():
    return globals() is g
print(y, f(), vars()['x'] is x)
del g
