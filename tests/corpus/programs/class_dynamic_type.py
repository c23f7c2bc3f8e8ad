def hello(self):
    return [self.name]
Person = type('Person', (object,), {'hello': hello, 'name': 'x'})
p = Person()
p.name = ['ann']
Person.extra = property(lambda self: [self])
print(p.hello(), p.extra[0] is p)
