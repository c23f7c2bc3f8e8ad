import functools, sys
def tag(label, store=[]):
    def deco(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kw):
            store.append((label, args))
            return fn(*args, **kw)
        wrapper.label = label
        return wrapper
    return deco
class Count:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.n = fn, 0
    def __get__(self, obj, cls=None):
        return functools.partial(self, obj)
    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)
@tag('one')
@Count
def f(x):
    return [x]
class C:
    @Count
    @tag(['two'])
    def m(self, x):
        return (self, x)
a = f('a')
c = C()
r = c.m(a)
r2 = c.m(a)
print(r[0] is c, r[1] is a, f.__wrapped__.n, C.__dict__['m'].n)
store = tag.__defaults__[0]
print(len(store), store[1][0], sys.getrefcount(a), sys.getrefcount(c))
store.clear()
print(sys.getrefcount(a), sys.getrefcount(c))
p = c.m
print(sys.getrefcount(c), p.args[0] is c)
del r, r2, p
print(sys.getrefcount(a), sys.getrefcount(c))
