class Box:
    def __init__(self, *items):
        self.items = items
    def __len__(self):
        return len(self.items)
    def __contains__(self, x):
        return x in self.items
empty = Box()
full = Box([1], [2])
print(bool(empty), bool(full), [1] in full)
