class ClassProperty:
    def __init__(self, fn):
        self.fn = fn
    def __get__(self, obj, owner):
        result = self.fn(owner)
        return result
class Lazy:
    def __init__(self, fn):
        self.fn = fn
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = self.fn(obj)
        obj.__dict__[self.name] = value
        return value
class Base:
    kinds = []
    @ClassProperty
    def count(cls):
        return len(cls.kinds)
    @Lazy
    def data(self):
        rows = [1, 2]
        return rows
class Sub(Base):
    kinds = ['a', 'b']
b, s = Base(), Sub()
print(Base.count, Sub.count, b.count, s.count)
first = s.data
print(first is s.data, s.__dict__, isinstance(Base.data, Lazy))
