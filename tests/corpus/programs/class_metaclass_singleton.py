class Singleton(type):
    instances = {}
    def __call__(cls, *args, **kw):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args, **kw)
        return cls.instances[cls]
class Config(metaclass=Singleton):
    def __init__(self):
        self.values = {}
a = Config()
b = Config()
print(a is b)
