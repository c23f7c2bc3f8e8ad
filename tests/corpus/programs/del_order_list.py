class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
items = [D(1), D(2), D(3)]
items.clear()
pair = (D(4), D(5))
del pair
d = {'a': D(6), 'b': D(7)}
d.clear()
