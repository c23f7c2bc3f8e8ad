class Circle:
    def __init__(self, r):
        self._r = r
    @property
    def r(self):
        return self._r
    @r.setter
    def r(self, value):
        if value < 0:
            raise ValueError('negative')
        self._r = value
    @r.deleter
    def r(self):
        del self._r
c = Circle(1000)
c.r = 2000
try:
    c.r = -1
except ValueError as error:
    print(error)
del c.r
print(hasattr(c, 'r'))
