import gc
gc.disable()
def build():
    class Local:
        def m(self):
            return Local
    return Local()
x = build()
t = type(x)
del x
del t
print(gc.collect() > 0)
