class Lazy:
    def __init__(self, make):
        self.make = make
    def __get__(self, instance, owner=None):
        value = self.make(instance)
        instance.__dict__[self.make.__name__] = value
        return value
class Page:
    @Lazy
    def words(self):
        return ['a', 'b']
p = Page()
x = p.words
y = p.words
print(x is y)
