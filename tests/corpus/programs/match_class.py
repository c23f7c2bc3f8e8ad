class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x = x
        self.y = y
def where(p):
    match p:
        case Point(x=0, y=0):
            return 'origin'
        case Point(a, b) if a is b:
            return 'same', a
        case Point(a, b):
            return a, b
z = ['z']
print(where(Point(0, 0)), where(Point(z, z)), where(Point([1], [2])))
