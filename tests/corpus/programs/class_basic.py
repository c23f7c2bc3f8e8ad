class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def move(self, dx):
        return Point(self.x + dx, self.y)
p = Point(1000, 2000)
q = p.move(500)
p.label = ['start']
print(q.x, p.label)
