import builtins
value = ['shared']
builtins.shared = value
def f():
    return shared
x = f()
del builtins.shared
print(x is value)
