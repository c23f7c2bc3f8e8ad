import sys
class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return N(self.v + getattr(o, 'v', o))
    def __radd__(self, o): return N(o + self.v)
    def __iadd__(self, o):
        self.v += getattr(o, 'v', o)
        return self
    def __sub__(self, o): return NotImplemented
    def __rsub__(self, o): return ('rsub', self, o)
    def __matmul__(self, o): return (self, o)
    def __neg__(self): return N(-self.v)
    def __eq__(self, o): return isinstance(o, N) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, o): return self.v < o.v
    def __bool__(self): return bool(self.v)
    def __len__(self): return 3
    def __getitem__(self, k): return (self, k)
    def __contains__(self, k): return k is self
    def __call__(self, *a, **k): return (self, a, k)
    def __index__(self): return self.v
    def __divmod__(self, o): return (self, o)
    def __pow__(self, o, m=None): return (self, o, m)
    def __invert__(self): return self
    def __del__(self): print('del', self.v)
a, b = N(1000), N(2000)
c = a + b
d = 5 + a
e = a
e += b
print(e is a, a.v, c.v, d.v)
try:
    a - 1
except TypeError as err:
    print(err)
print((7 - a)[1] is a, (a @ b)[1] is b, a < b < c, b == N(2000))
print(a[1:2][1], a[..., 0][1], a in a, [10, 20, 30][N(1)], a(1, k=b)[2]['k'] is b)
print(pow(a, b, c)[2] is c, divmod(a, b)[1] is b, ~a is a, not N(0))
print(sys.getrefcount(a), sys.getrefcount(b))
x = {a: 'a', N(2000): 'b'}
print(x[b], sum([a, b]).v, -a == N(-a.v))
print('end', sys.getrefcount(b))
