# The generation of each of some objects, told by the collector itself, at points of the program.
import gc


def generations(*things):
    lists = [{id(one) for one in gc.get_objects(generation=i)} for i in range(3)]
    told = []
    for thing in things:
        told.append(next((i for i in range(3) if id(thing) in lists[i]), 3))
        if not gc.is_tracked(thing):
            told[-1] = None
    return told


class Knot:
    pass


gc.disable()
a = [1]
b = {'k': a}
c = (1, 2)
d = {'k': 1}
told = generations(a, b, c, d)
gc.collect(0)
told = generations(a, b, c, d)
e = [a]
gc.collect(1)
d['l'] = e
told = generations(a, b, c, d, e)
k = Knot()
k.self = k
del k
gc.collect()
f = [e]
told = generations(a, b, c, d, e, f)
gc.freeze()
g = [f]
told = generations(a, b, c, d, e, f, g)
gc.unfreeze()
told = generations(a, b, c, d, e, f, g)
d = {'x': [1]}
gc.collect()
d['x'] = 1
gc.collect()
d['x'] = a
told = generations(a, b, c, d)
hidden = [[h] for h in range(3)]
gc.collect()
h = hidden[1]
told = generations(a, b, c, d, e, f, g, h)
