import math
class Thing:
    pass
t = Thing()
math.mine = t
math.items = [t]
del t
x = math.mine
del math.mine
print(x is math.items[0])
del math.items
