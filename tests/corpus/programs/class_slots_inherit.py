class A:
    __slots__ = ('x',)
class B(A):
    __slots__ = ('y', '__weakref__')
class C(B):
    pass
c = C()
c.x = ['x']
c.y = ['y']
c.z = ['z']
print(c.x, c.y, c.__dict__)
