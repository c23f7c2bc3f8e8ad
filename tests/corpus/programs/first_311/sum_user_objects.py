class Money:
    def __init__(self, cents):
        self.cents = cents
    def __add__(self, other):
        if isinstance(other, int):
            other = Money(other)
        return Money(self.cents + other.cents)
    def __radd__(self, other):
        if other == 0:
            return self
        return Money(self.cents + other)
    def __bool__(self):
        return self.cents != 0
    def __mul__(self, n):
        return Money(self.cents * n)
    __rmul__ = __mul__
    def __repr__(self):
        text = f'{self.cents / 100:.2f}'
        return text
wallet = [Money(150), Money(275), Money(0)]
print(sum(wallet), sum(wallet, Money(1000)), sum([], Money(5)))
print(any(wallet), all(wallet), 3 * wallet[0], wallet[1] * 2)
print(wallet, {'w': wallet[0]}, {wallet[1].cents: wallet[1]})
