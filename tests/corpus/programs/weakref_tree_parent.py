import weakref
class Tree:
    def __init__(self, parent=None):
        self.children = []
        self.parent = weakref.ref(parent) if parent else None
        if parent:
            parent.children.append(self)
root = Tree()
leaf = Tree(root)
print(leaf.parent() is root)
del root
print(leaf.parent())
