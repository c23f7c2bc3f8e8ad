class Celsius(float):
    def __new__(cls, value):
        self = super().__new__(cls, value)
        self.unit = ['C']
        return self
c = Celsius(21.5)
d = c + 1
print(c.unit, type(d).__name__)
