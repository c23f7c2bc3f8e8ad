import copy
class Node:
    def __init__(self, items):
        self.items = items
        self.parent = None
    def __copy__(self):
        twin = Node(self.items)
        twin.parent = self
        return twin
a = Node(['x'])
b = copy.copy(a)
c = copy.deepcopy(a)
print(b.items is a.items, c.items is a.items, b.parent is a)
