class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x = x
        self.y = y

def describe(shape):
    match shape:
        case Point(x, y):
            found = [x, y]
        case {'points': [head, *tail], **others}:
            found = [head, tail, others]
        case [single]:
            found = single
        case _:
            found = None
    return found

x = ['x']
y = ['y']
point = Point(x, y)
one = describe(point)
two = describe({'points': [point, x, y], 'name': one})
three = describe([two])
four = describe((x, y))
del point
print(len(one), len(two), three is two, four)
