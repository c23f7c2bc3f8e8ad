import weakref
class Node:
    pass
n = Node()
r = weakref.ref(n)
same = r() is n
m = n
del n
alive = r() is not None
del m
print(same, alive, r())
