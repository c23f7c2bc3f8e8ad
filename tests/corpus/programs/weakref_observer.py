import weakref
class Subject:
    def __init__(self):
        self.observers = weakref.WeakSet()
    def tell(self, what):
        for o in self.observers:
            o.seen.append(what)
class Observer:
    def __init__(self, subject):
        self.seen = []
        subject.observers.add(self)
s = Subject()
o = Observer(s)
s.tell(['one'])
kept = o.seen
del o
s.tell(['two'])
print(kept)
