class A:
    @property
    def v(self):
        return ['A']
class B(A):
    @property
    def v(self):
        return ['B'] + super().v
    @classmethod
    def make(cls):
        s = super(B, cls)
        return s.__thisclass__
print(B().v, B.make() is B)
