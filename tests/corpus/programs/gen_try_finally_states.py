import sys
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def g(n):
    t = T(n)
    try:
        yield t
        yield from h(n)
    except GeneratorExit:
        print('exit', n)
        raise
    finally:
        print('fin', n)
def h(n):
    u = T(n + 100)
    try:
        while True:
            r = yield u
            print('got', r)
    finally:
        print('h fin', n)
a = g(1)
next(a)
next(a)
a.send(['m'])
a.close()
print('closed')
b = g(2)
next(b); next(b)
try:
    b.throw(ValueError('v'))
except ValueError as e:
    print(e)
print('thrown')
del b
c = g(3)
next(c)
d = [c]
c = None
d.clear()
print('dropped')
def bad():
    try:
        yield
    finally:
        yield 'again'
x = bad()
next(x)
try:
    x.close()
except RuntimeError as r:
    print(r)
