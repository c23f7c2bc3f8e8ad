import gc
gc.disable()
class D:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('collected', self.name)
a, b = D('a'), D('b')
a.other, b.other = b, a
del a
del b
print('before')
n = gc.collect()
print('after', n > 0)
