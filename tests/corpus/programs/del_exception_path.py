class D:
    def __del__(self):
        print('released')
def f():
    d = D()
    raise KeyError('k')
try:
    f()
except KeyError as e:
    print('caught')
print('after')
