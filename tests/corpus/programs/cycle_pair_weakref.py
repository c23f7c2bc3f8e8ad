import gc, weakref
gc.disable()
class A:
    pass
a, b = A(), A()
a.b, b.a = b, a
r = weakref.ref(a)
del a, b
print(r() is None)
gc.collect()
print(r() is None)
