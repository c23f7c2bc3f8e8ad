import sys
def inner(a):
    got = yield a
    try:
        got2 = yield got
    except KeyError as k:
        return [k, got]
    return [a, got, got2]
def outer(store):
    r = yield from inner('start')
    store.append(r)
    r = yield from inner('again')
    store.append(r)
    yield from [[1], [2]]
    return store
s = []
g = outer(s)
print(next(g))
print(g.send([10]))
print(g.gi_yieldfrom is not None)
print(g.throw(KeyError('k')))
print(g.send([20]))
one = g.send([30])
print(one, sys.getrefcount(one), s)
two = next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value is s, sys.getrefcount(s))
print(len(s), sys.getrefcount(s))
k = s[0][0]
print(type(k), k.__traceback__ is not None, k.__context__)
