from collections import OrderedDict
d = OrderedDict()
d['a'] = [1]
d['b'] = [2]
d['c'] = [3]
d.move_to_end('a')
key, value = d.popitem(last=False)
it = iter(d)
first = next(it)
print(key, value, list(d), first)
