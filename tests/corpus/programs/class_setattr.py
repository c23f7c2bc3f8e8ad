class Log:
    def __init__(self):
        object.__setattr__(self, 'log', [])
    def __setattr__(self, name, value):
        self.log.append((name, value))
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        self.log.append(name)
        object.__delattr__(self, name)
x = Log()
x.a = ['first']
x.a = ['second']
del x.a
print(x.log)
