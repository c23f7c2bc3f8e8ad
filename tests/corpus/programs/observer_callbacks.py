class Event:
    def __init__(self):
        self.handlers = []
    def __iadd__(self, h):
        self.handlers.append(h)
        return self
    def fire(self, *a):
        for h in self.handlers:
            h(*a)
log = []
e = Event()
e += log.append
e += lambda x: log.append([x])
e.fire('x')
print(log)
