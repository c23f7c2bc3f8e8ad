import weakref, sys
class R: pass
def done(tag, store):
    store.append(tag)
    print('done', tag)
store = []
a = R()
f = weakref.finalize(a, done, 'a', store)
print(f.alive, sys.getrefcount(a), sys.getrefcount(store))
g = weakref.finalize(a, done, 'second', store)
print(f.peek()[0] is a)
del a
print(store, f.alive, sys.getrefcount(store))
b = R()
h = weakref.finalize(b, done, 'b', store)
print(h.detach()[2])
del b
c = R()
i = weakref.finalize(c, done, 'at exit', store)
j = weakref.finalize(c, done, 'not at exit', store)
j.atexit = False
i()
print(i.alive, store, sys.getrefcount(c))
