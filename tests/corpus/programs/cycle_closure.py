import gc
gc.disable()
def make():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact
f = make()
print(f(10))
del f
print(gc.collect() > 0)
