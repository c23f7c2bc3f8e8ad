def f(a, b=2, *args, key=None, **kw):
    seen = [a, b, args, key]
    return seen
class P:
    def __init__(self, x, y=0, *, name=None):
        self.x = x
        self.y = y
        self.name = name
    def move(self, *delta, **opts):
        return [d for d in delta], opts
one, two = ['one'], ['two']
args = (one, two)
kw = {'key': one}
print(f(*args), f(*args, **kw), f(one, *[two], **kw), f(**{'a': two}))
p = P(*args, name=one)
q = P(one, **{'y': two, 'name': None})
r = P(x=one, y=two)
print(p.x is one, q.y is two, r.x is one, p.move(*args, k=two), p.move())
def outer(*args, **kw):
    return inner(*args, **kw)
def inner(x, *, y):
    return [x, y]
print(outer(one, y=two), outer(*[two], **dict(y=one)))
