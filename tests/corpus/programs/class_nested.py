class Outer:
    class Inner:
        def __init__(self, owner):
            self.owner = owner
    def __init__(self):
        self.inner = Outer.Inner(self)
o = Outer()
print(o.inner.owner is o)
o.inner.owner = None
