class T:
    def __init__(self, v):
        self.v, self.l, self.r = v, None, None
    def add(self, v):
        side = 'l' if v < self.v else 'r'
        child = getattr(self, side)
        if child:
            child.add(v)
        else:
            setattr(self, side, T(v))
root = T(500)
for v in (300, 800, 700):
    root.add(v)
print(root.l.v, root.r.l.v)
root = root.r
print(root.v)
