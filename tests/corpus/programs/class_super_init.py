class Base:
    def __init__(self, items):
        self.items = items
class Child(Base):
    def __init__(self, items, extra):
        super().__init__(items)
        self.extra = extra
        self.items.append(extra)
shared = []
c = Child(shared, ['e'])
print(shared, c.items is shared)
