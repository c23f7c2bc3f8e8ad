class Count:
    total = 0
    names = []
    def __init__(self, name):
        self.total += 1
        Count.total += 10
        self.names.append(name)
a = Count('a')
b = Count('b')
print(a.total, b.total, Count.total, Count.names)
