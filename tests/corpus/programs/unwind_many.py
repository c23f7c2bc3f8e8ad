import sys
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
    def __add__(self, o): raise TypeError('no add')
    def m(self, *a): raise ValueError('m')
    def __iter__(self):
        yield 1
        raise LookupError('iter')
def f(*a): raise OSError('f')
def tries(g):
    try:
        g()
    except Exception as e:
        print(type(e).__name__, sys.getrefcount(e))
tries(lambda: [T(1), T(2), f(T(3))])
tries(lambda: T(4) + T(5))
tries(lambda: T(6).m(T(7), T(8)))
tries(lambda: {T(9): T(10), **f()})
tries(lambda: f(*[T(11)], k=T(12)))
tries(lambda: (T(13), *T(14)))
tries(lambda: [x for x in T(15) for y in [T(16)]])
tries(lambda: (T(17), T(18).none))
tries(lambda: f'{T(19).n}{f(T(20))}')
tries(lambda: T(21)[T(22)])
for x in [T(23)]:
    try:
        for y in T(24):
            z = T(25)
    except LookupError:
        print('loop')
print('end')
