class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
def f():
    x = D('x')
    y = D('y')
    return y
z = f()
print('returned')
z = None
print('end')
