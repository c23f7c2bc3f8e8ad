import sys
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y):
        self.x, self.y = x, y
class Line:
    def __init__(self, a, b):
        self.a, self.b = a, b
def what(v):
    match v:
        case Point(x=0, y=yy):
            return ('axis', yy)
        case Point(xx, [first, *others]):
            return ('list', xx, first, others)
        case Line(a=Point(p, q), b=other):
            return ('line', p, q, other)
        case {'kind': 'box', 'items': [a, b], **rest}:
            return ('box', a, b, rest)
        case [1 | 2 as n, *mid, str(s)]:
            return (n, mid, s)
        case (int() | float()) as num if num > 1000:
            return num
        case None | True | False:
            return 'single'
        case _:
            return v
y = ['y']
p = Point(0, y)
r1 = what(p)
r2 = what(Point([7], [y, y, p]))
r3 = what(Line(Point(y, y), p))
d = {'kind': 'box', 'items': [y, p], 'z': y}
r4 = what(d)
print(r1, r2[3][1] is p, r3[3] is p, r4[3])
print(sys.getrefcount(y), sys.getrefcount(p))
r5 = what([2, y, p, 'end'])
print(r5[1][0] is y, what(5000), what(None), what(3))
print(sys.getrefcount(y), sys.getrefcount(p))
del r2, r3, r4
print(sys.getrefcount(y), sys.getrefcount(p))
