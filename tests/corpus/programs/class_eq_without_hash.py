class P:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        return self.x == other.x
a, b = P([1]), P([1])
print(a == b, a is b)
try:
    {a}
except TypeError as error:
    print(error)
