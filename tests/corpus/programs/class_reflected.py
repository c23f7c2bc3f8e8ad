class R:
    def __radd__(self, other):
        return ('radd', other)
    def __rsub__(self, other):
        return ('rsub', other)
    def __add__(self, other):
        return NotImplemented
r = R()
print([1] + [2], 5 + r, [9] - r)
try:
    r + 'x'
except TypeError as error:
    print(error)
