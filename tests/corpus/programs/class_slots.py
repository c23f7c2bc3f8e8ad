class Slim:
    __slots__ = ('a', 'b')
    def __init__(self):
        self.a = ['a']
s = Slim()
try:
    s.c = 1
except AttributeError:
    s.b = s.a
del s.a
print(s.b, hasattr(s, 'a'))
