from functools import total_ordering
@total_ordering
class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split('.')]
    def __eq__(self, other):
        return self.parts == other.parts
    def __lt__(self, other):
        return self.parts < other.parts
a = Version('1.2')
b = Version('1.10')
print(a < b, a >= b, max(a, b).parts)
