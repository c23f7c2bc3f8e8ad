import sys
def make_acc():
    items = []
    def add(x):
        items.append(x)
        return len(items)
    def pop():
        return items.pop()
    def swap(new):
        nonlocal items
        old, items = items, new
        return old
    add.pop, add.swap = pop, swap
    return add
acc = make_acc()
v = ['v']
acc(v)
acc(v)
print(sys.getrefcount(v))
p = acc.pop()
old = acc.swap([v, v])
print(old, p is v, sys.getrefcount(v), sys.getrefcount(old))
import gc
del acc
gc.collect()
print(sys.getrefcount(v))
