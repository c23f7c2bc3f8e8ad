class N:
    def __init__(self, n, **kw):
        self.n = n
        self.__dict__.update(kw)
    def __del__(self):
        print('del', self.n)
def f():
    a = N('a')
    b = N('b', inner=N('b.inner'))
    c = [N('c0'), N('c1')]
    d = {N('key'): N('value')}
    e = (N('t0'), N('t1'))
    print('end of f')
f()
x = N('x', y=N('y', z=N('z')))
x.y = N('new y')
x.__dict__ = {'n': 'renamed'}
del x
s = {N('s')}
s.pop()
l = [N(i) for i in range(4)]
l[1:3] = []
print('slice')
del l[:]
m = N('m')
m = N('m2')
def g(p):
    p = None
    print('p gone')
g(N('arg'))
N('temp').n
print('end')
