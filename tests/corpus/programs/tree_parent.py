import weakref, sys
class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        self.parent = weakref.proxy(parent) if parent else None
        if parent is not None:
            parent.children.append(self)
    def path(self):
        return (self.parent.path() if self.parent else []) + [self.name]
    def __del__(self):
        print('del', self.name)
root = Node('root')
a = Node('a', root)
b = Node('b', a)
print(b.path(), sys.getrefcount(root), sys.getrefcount(b))
root.children.remove(a)
print('removed', sys.getrefcount(a))
del a
b.parent
print('end', sys.getrefcount(root))
