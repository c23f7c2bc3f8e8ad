class Count:
    def __init__(self, stop):
        self.now = 0
        self.stop = stop
    def __iter__(self):
        return self
    def __next__(self):
        if self.now >= self.stop:
            raise StopIteration
        self.now += 1
        return [self.now]
class Pages:
    def __init__(self, items, size):
        self.items = items
        self.size = size
    def __iter__(self):
        for i in range(0, len(self.items), self.size):
            yield self.items[i:i + self.size]
    def __len__(self):
        return len(self.items) // self.size
c = Count(3)
print(list(c), list(c), sum(v[0] for v in Count(2)), max(Count(3)), [1] in Count(2))
for a, b in zip(Count(2), Count(5)):
    a.extend(b)
x, y = Count(2)
first, *others = Count(4)
print(x, y, first, others, dict(zip('ab', Count(2))), tuple(Count(1)))
p = Pages([1, 2, 3, 4], 2)
print(list(p), len(p), [len(q) for q in p], next(iter(p)), sorted(Count(3), reverse=True))
