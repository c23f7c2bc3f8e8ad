from functools import cached_property
class Data:
    def __init__(self):
        self.raw = [3, 1, 2]
    @cached_property
    def ordered(self):
        return sorted(self.raw)
d = Data()
first = d.ordered
second = d.ordered
print(first is second, d.__dict__.keys())
