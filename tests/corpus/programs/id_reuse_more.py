import sys
class C:
    __slots__ = ('v',)
def reuse(make):
    a = make()
    i = id(a)
    del a
    b = make()
    return id(b) == i
print(reuse(C), reuse(lambda: [1]), reuse(lambda: {'a': 1}), reuse(lambda: 1000.5 * 2))
print(reuse(lambda: (object(),)), reuse(object), reuse(lambda: 'ab' * len([1, 2])))
print(id(C()) == id(C()), id([]) == id([]), id({}) == id([]))
l = [C(), C(), C()]
ids = [id(l[0]), id(l[1]), id(l[2])]
del l[1]
n = C()
print(ids.index(id(n)) if id(n) in ids else None)
f = 1.5 * 3
i = id(f)
del f
g = 2.5 * 3
print(id(g) == i)
def fn(): pass
j = id(fn)
del fn
def fn2(): pass
print(id(fn2) == j)
k = id(fn2.__code__)
d = [{} for _ in range(5)]
di = [id(x) for x in d]
d.clear()
e = [{} for _ in range(5)]
print([di.index(id(x)) for x in e if id(x) in di])
t = [(i, i) for i in range(1000, 1003)]
ti = [id(x) for x in t]
t = None
t2 = [(i, i) for i in range(1000, 1003)]
print([ti.index(id(x)) if id(x) in ti else None for x in t2])
