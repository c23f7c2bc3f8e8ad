class Registry(type):
    known = {}
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.known[name] = cls
        return cls
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.tag = name.lower()
    def __call__(cls, *args, **kwargs):
        obj = super().__call__(*args, **kwargs)
        cls.made = getattr(cls, 'made', 0) + 1
        return obj
class Shape(metaclass=Registry):
    def __init__(self, size=0):
        self.size = size
class Square(Shape):
    def area(self):
        return self.size * self.size
class Circle(Shape):
    pass
sq = Square(3)
other = Square(size=2)
c = Circle()
print(sorted(Registry.known), Square.made, sq.area(), other.area(), c.tag, Shape.tag)
