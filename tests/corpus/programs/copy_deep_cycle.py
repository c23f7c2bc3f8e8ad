import copy
class N:
    pass
n = N()
n.self = n
n.items = [n]
m = copy.deepcopy(n)
print(m.self is m, m.items[0] is m, m is n)
n.self = m.self = None
n.items.clear()
m.items.clear()
