class Odd:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        if self.v == 3:
            raise ValueError('three')
        return self.v < other.v
def key(o):
    if o.v == 2:
        raise KeyError(o.v)
    return o.v
items = [Odd(1), Odd(3), Odd(2)]
try:
    items.sort()
except ValueError as e:
    print(e, [o.v for o in items])
try:
    items.sort(key=key)
except KeyError as e:
    print(e, [o.v for o in items])
try:
    sorted(items, key=lambda o: items.append(o) or o.v)
finally:
    print([o.v for o in items])
def shrink(o):
    items.clear()
    return o.v
try:
    items.sort(key=shrink)
except ValueError as e:
    print(e, len(items))
