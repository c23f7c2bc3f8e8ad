import sys
a = ['a']
b = a
del a
try:
    print(a)
except NameError as e:
    print(e)
print(sys.getrefcount(b))
def f(x):
    del x
    try:
        return x
    except UnboundLocalError as e:
        return str(e)
print(f(b), sys.getrefcount(b))
for i in [b, b]:
    pass
print(i is b, sys.getrefcount(b))
del i
class C:
    y = b
    del y
print(hasattr(C, 'y'), sys.getrefcount(b))
d = {'k': b}
del d['k']
l = [b, b, b]
del l[0], l[-1]
print(sys.getrefcount(b))
try:
    raise KeyError(b)
except KeyError as e:
    pass
try:
    e
except NameError:
    print('e is gone', sys.getrefcount(b))
import os.path as p
del p
with open(__file__) as fh:
    pass
del fh
import __main__
print(__main__.b is b)
