import copyreg, copy
class P:
    def __init__(self, x):
        self.x = x
def reduce_p(p):
    return P, (p.x,)
copyreg.pickle(P, reduce_p)
a = P(['x'])
b = copy.copy(a)
print(a.x is b.x)
del copyreg.dispatch_table[P]
