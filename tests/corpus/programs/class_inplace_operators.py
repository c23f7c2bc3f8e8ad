class Bag:
    def __init__(self):
        self.items = []
    def __iadd__(self, item):
        self.items.append(item)
        return self
    def __ior__(self, other):
        return [self, other]
b = Bag()
c = b
b += 'x'
b += ['y']
print(c is b, b.items)
b |= 'z'
print(b[0] is c)
