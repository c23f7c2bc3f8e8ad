import sys
class Txn:
    open_ = []
    def __init__(self, name): self.name = name
    def __enter__(self):
        Txn.open_.append(self)
        return self
    def __exit__(self, t, v, tb):
        Txn.open_.remove(self)
        self.error = v
        return isinstance(v, LookupError)
def gen(x):
    with Txn('g') as t:
        yield t
        yield x
x = ['x']
g = gen(x)
t = next(g)
print(Txn.open_ == [t], sys.getrefcount(t))
g.throw(KeyError('k')) if False else None
y = next(g)
try:
    g.throw(KeyError(x))
except StopIteration as s:
    print('swallowed', s.value)
print(t.error.args[0] is x, sys.getrefcount(x), sys.getrefcount(t), Txn.open_)
t.error = None
print(sys.getrefcount(x))
def nested():
    with Txn('a') as a:
        with Txn('b') as b:
            try:
                return [a, b]
            finally:
                print(len(Txn.open_))
a, b = nested()
print(a.error, sys.getrefcount(a))
with Txn('outer') as o:
    with Txn('inner') as i:
        raise IndexError('both')
    print('reached')
print(i.error, o.error, sys.getrefcount(i.error))
tb = i.error.__traceback__
print(tb.tb_frame.f_code.co_name, sys.getrefcount(tb))
