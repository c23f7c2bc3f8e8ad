class A:
    def run(self):
        return ['A']
class B(A):
    def run(self):
        return ['B'] + super().run()
class C(A):
    def run(self):
        return ['C'] + super().run()
class D(B, C):
    def run(self):
        return ['D'] + super().run()
d = D()
print(d.run(), [c.__name__ for c in D.__mro__])
