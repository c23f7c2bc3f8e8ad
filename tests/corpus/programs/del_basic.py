class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('bye', self.name)
a = D('a')
b = D('b')
c = a
del a
b = None
print('still')
c = D('c')
print('end')
