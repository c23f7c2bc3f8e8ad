import sys
def spread(first, *rest, key=None, **more):
    print(sys.getrefcount(rest), sys.getrefcount(more))
    rest2 = rest
    more2 = more
    return rest2, more2
a = [1]
b = [2]
args = (a, b, a)
kw = {'x': a, 'y': b}
r, m = spread(*args, **kw)
print(r, m, m is kw)
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(args))
def passthrough(*args):
    return args
same = passthrough(*args)
print(same is args, sys.getrefcount(args))
def kwonly(*, a=a, b=[]):
    b.append(a)
    return b
x = kwonly()
y = kwonly(a=b)
print(x is y, x, sys.getrefcount(x))
print(kwonly.__kwdefaults__)
del x, y
z = kwonly(b=[3])
print(z, sys.getrefcount(a))
