class Door:
    def __init__(self):
        self.state = self.closed
        self.log = []
    def closed(self, event):
        self.log.append(event)
        if event == 'push':
            self.state = self.opened
    def opened(self, event):
        self.log.append(event)
        if event == 'pull':
            self.state = self.closed
d = Door()
for e in ('push', 'pull', 'pull'):
    d.state(e)
print(d.log, d.state.__name__)
d.state = None
