class Node:
    kind = ['shared']
    def __init__(self, value, parent=None):
        self.value = value
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)
    def root(self):
        node = self
        while node.parent is not None:
            node = node.parent
        return node

class Slotted:
    __slots__ = ('left', 'right')
    def __init__(self, left, right):
        self.left = left
        self.right = right

payload = ['payload']
top = Node(payload)
leaf = Node(payload, top)
found = leaf.root()
pair = Slotted(top, payload)
pair.left = leaf
leaf.extra = pair
names = leaf.__dict__
method = leaf.root
again = method()
del top
print(found is again, len(names))
