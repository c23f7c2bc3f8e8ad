from abc import ABC
from collections.abc import Sequence
class A(ABC):
    pass
A.register(list)
class Seq(Sequence):
    def __init__(self, *xs):
        self.xs = xs
    def __len__(self):
        return len(self.xs)
    def __getitem__(self, i):
        return self.xs[i]
s = Seq(['a'], ['b'])
print(isinstance([], A), ['b'] in s, list(reversed(s)), s.index(['b']))
