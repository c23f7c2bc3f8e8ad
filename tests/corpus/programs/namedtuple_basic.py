from collections import namedtuple
Point = namedtuple('Point', 'x y', defaults=[[0]])
p = Point([1])
q = p._replace(x=[2])
x, y = q
print(p, q, y is p.y, Point._fields)
