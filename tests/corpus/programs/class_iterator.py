class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return [self.n]
c = Countdown(3)
first = next(c)
rest = list(c)
print(first, rest)
