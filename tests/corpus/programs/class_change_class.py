class A:
    def who(self):
        return ['A']
class B:
    def who(self):
        return ['B']
x = A()
x.data = [1]
x.__class__ = B
print(x.who(), x.data)
