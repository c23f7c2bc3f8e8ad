class Typed:
    def __init__(self, kind):
        self.kind = kind
    def __set_name__(self, owner, name):
        self.name = '_' + name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = getattr(obj, self.name)
        return value
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(self.name)
        setattr(obj, self.name, value)
    def __delete__(self, obj):
        delattr(obj, self.name)
class Person:
    name = Typed(str)
    tags = Typed(list)
    def __init__(self, name, tags):
        self.name = name
        self.tags = tags
class Student(Person):
    marks = Typed(dict)
p = Person('ann', ['x'])
s = Student('bob', p.tags)
s.marks = {'m': 1}
print(p.name, s.tags is p.tags, s.marks, Person.name.kind is str, hasattr(s, 'marks'))
try:
    p.name = 5
except TypeError as e:
    print(e)
del p.tags
print(hasattr(p, 'tags'), getattr(p, 'name'))
setattr(p, 'tags', [1])
p.tags.append(2)
print(p.tags, vars(p))
