# Objects that refer to each other, made and given up.
class Part:
    def __init__(self, whole, name):
        self.whole = whole
        self.name = name


class Whole:
    def __init__(self, size):
        self.parts = [Part(None, str(number)) for number in range(size)]
        self.by_name = {part.name: part for part in self.parts}


for turn in range(60):
    whole = Whole(10)
    for part in whole.parts:
        part.whole = whole
        other = part
    for part in whole.parts:
        part.whole = None
print(len(whole.by_name), other.name)
