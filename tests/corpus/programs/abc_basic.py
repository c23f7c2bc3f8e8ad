from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
class Sq(Shape):
    name = ['sq']
    def area(self):
        return [4]
try:
    Shape()
except TypeError:
    s = Sq()
print(s.area(), s.name, isinstance(s, Shape))
