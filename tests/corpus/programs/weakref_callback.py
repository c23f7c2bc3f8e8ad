import weakref
class Node:
    pass
log = []
n = Node()
r = weakref.ref(n, lambda ref: log.append(ref() is None))
s = weakref.ref(n)
t = weakref.ref(n)
print(s is t)
del n
print(log)
