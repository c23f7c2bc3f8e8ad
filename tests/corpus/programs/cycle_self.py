import gc
gc.disable()
class Node:
    pass
n = Node()
n.me = n
n.data = ['d']
data = n.data
del n
print(gc.collect() > 0, data)
