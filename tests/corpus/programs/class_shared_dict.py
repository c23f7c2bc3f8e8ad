class Config:
    def __init__(self, **kw):
        self.__dict__.update(kw)
c = Config(a=[1], b=[2])
d = c.__dict__
d['c'] = [3]
print(c.c, vars(c) is d)
