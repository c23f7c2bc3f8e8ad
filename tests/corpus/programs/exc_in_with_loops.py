import sys
class T:
    def __init__(self, n): self.n = n
    def __enter__(self): return [self]
    def __exit__(self, *a):
        print('exit', self.n, a[0] and a[0].__name__)
        return self.n == 'swallow'
    def __del__(self): print('del', self.n)
for i in range(3):
    with T('swallow') as t, T(i):
        if i == 1:
            raise ValueError(t)
        if i == 2:
            break
print(len(t), sys.getrefcount(t))
def f():
    for x in [T('l1'), T('l2')]:
        with T('in'):
            for y in (T('y'),):
                raise KeyError(x.n)
try:
    f()
except KeyError as e:
    print('caught', e)
print('after')
t = None
print('end')
