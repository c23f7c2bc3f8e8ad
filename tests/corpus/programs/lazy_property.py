import sys
class Lazy:
    def __init__(self, fn):
        self.fn = fn
    def __set_name__(self, owner, name):
        self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.fn(obj)
        return value
class Report:
    def __init__(self, rows):
        self.rows = rows
    @Lazy
    def total(self):
        print('computing')
        return [sum(self.rows)]
    @Lazy
    def me(self):
        return self
r = Report([100, 200])
t = r.total
print(r.total is t, sys.getrefcount(t), sorted(r.__dict__))
r.me
print(sys.getrefcount(r))
del r.me
print(sys.getrefcount(r), type(Report.total).__name__)
