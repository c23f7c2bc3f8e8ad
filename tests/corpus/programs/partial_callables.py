import functools, sys
class Cls:
    def __init__(self, v=None): self.v = v
def apply(fn, *args):
    r = fn
    return (r, args)
x = ['x']
def cb(v):
    return v
p = functools.partial(apply, cb)
a = p(x)
q = functools.partial(apply, Cls)
b = q(x, x)
print(a[0] is cb, b[0] is Cls, sys.getrefcount(x), sys.getrefcount(cb), sys.getrefcount(Cls))
r = functools.partial(apply, x)
print(r()[0] is x, r(cb)[1][0] is cb, sys.getrefcount(x))
s = functools.partial(r, cb, cb)
print(s(x)[1][2] is x, s.func is apply, len(s.args), sys.getrefcount(cb))
t = functools.partial(apply, fn=cb)
try:
    t(x)
except TypeError as e:
    print('clash')
u = functools.partial(Cls, x)
c = u()
print(c.v is x, sys.getrefcount(x))
v = functools.partial(Cls, v=x)
d = v()
print(d.v is x, sys.getrefcount(x))
