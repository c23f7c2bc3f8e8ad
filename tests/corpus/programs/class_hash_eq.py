class Key:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return len(self.name)
    def __eq__(self, other):
        return self.name == other.name
a = Key('ab')
b = Key('cd')
d = {a: ['first'], b: ['second']}
d[Key('ab')] = ['third']
print(len(d), d[a])
