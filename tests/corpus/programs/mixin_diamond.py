class Base:
    def __init__(self, **kw):
        self.extra = kw
    def setup(self):
        return ['base']
class Log(Base):
    def __init__(self, *, log=None, **kw):
        super().__init__(**kw)
        self.log = [] if log is None else log
    def setup(self):
        r = super().setup()
        self.log.append(r)
        return r + ['log']
class Save(Base):
    def __init__(self, *, path='p', **kw):
        super().__init__(**kw)
        self.path = path
    def setup(self):
        return super().setup() + ['save']
class App(Log, Save):
    def setup(self):
        return [super().setup(), self.__class__.__mro__[1].__name__]
shared = []
a = App(log=shared, path=['path'], other=shared)
print(a.setup(), a.extra['other'] is shared, shared)
b = App()
print(b.log is a.log, b.setup())
