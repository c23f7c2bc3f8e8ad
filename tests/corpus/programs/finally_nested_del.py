class T:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def f(n):
    a = T('a%d' % n)
    try:
        try:
            b = T('b')
            if n == 0: return b.n
            if n == 1: raise KeyError(n)
            if n == 2: 1 / 0
        except KeyError as e:
            c = T('c')
            raise ValueError from e
        finally:
            d = T('d')
            del d
            print('inner finally')
    except ValueError as v:
        print(v.__cause__.__class__.__name__)
    else:
        print('else')
    finally:
        print('outer finally')
    return 'done'
print(f(0), f(1), f(3))
try:
    f(2)
except ZeroDivisionError as z:
    print('z')
print('end')
