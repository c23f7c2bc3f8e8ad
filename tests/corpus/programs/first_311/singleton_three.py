class Meta(type):
    _made = {}
    def __call__(cls, *args, **kw):
        if cls not in Meta._made:
            Meta._made[cls] = super().__call__(*args, **kw)
        return Meta._made[cls]
class Config(metaclass=Meta):
    def __init__(self, path, opts=None):
        self.path = path
        self.opts = opts
class Conn:
    _one = None
    def __new__(cls, *args, **kw):
        if cls._one is None:
            made = super().__new__(cls)
            cls._one = made
        return cls._one
    def __init__(self, url, *, retries=3):
        self.url = url
        self.retries = retries
opts = ['o']
a = Config('a', opts=opts)
b = Config('b')
print(a is b, b.path, a.opts is opts)
x = Conn('x', retries=opts)
y = Conn('y')
print(x is y, x.url, y.retries)
def single(cls):
    made = {}
    def get(*args, **kw):
        if cls not in made:
            made[cls] = cls(*args, **kw)
        return made[cls]
    return get
@single
class Log:
    def __init__(self, name):
        self.name = name
print(Log('a') is Log('b'), Log('c').name)
