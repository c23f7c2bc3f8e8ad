class Adder:
    def __init__(self, n):
        self.n = n
        self.calls = []
    def __call__(self, x, *more, **named):
        self.calls.append((x, more, named))
        return x + self.n
add = Adder(1000)
print(add(5), add(6, 7, k=8))
print(add.calls)
