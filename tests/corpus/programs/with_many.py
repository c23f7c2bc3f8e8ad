import sys
class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow
        self.seen = []
    def __enter__(self):
        print('enter', self.name)
        return self
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__)
        self.seen.append(v)
        return self.swallow
    def __del__(self):
        print('del', self.name)
with CM('a') as a, CM('b', True) as b:
    print(sys.getrefcount(a))
    raise LookupError('x')
print(a.seen, b.seen)
print(sys.getrefcount(b.seen[0]))
def f():
    with CM('c'), CM('d') as d:
        return d
d = f()
print(sys.getrefcount(d))
try:
    with CM('e'):
        with CM('f'):
            raise OSError
except OSError as e:
    print('caught')
a = b = None
d = None
print('end')
