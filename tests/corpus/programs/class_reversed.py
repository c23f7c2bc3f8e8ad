class Chain:
    def __init__(self):
        self.data = [[1], [2]]
    def __iter__(self):
        yield from self.data
    def __reversed__(self):
        yield from self.data[::-1]
c = Chain()
print(list(c), list(reversed(c)))
