class Spy:
    seen = []
    def __getattribute__(self, name):
        Spy.seen.append(name)
        return object.__getattribute__(self, name)
s = Spy()
s.value = [1]
v = s.value
print(Spy.seen, v)
