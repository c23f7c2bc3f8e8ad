class Meta(type):
    made = []
    def __new__(mcls, name, bases, namespace):
        cls = super().__new__(mcls, name, bases, namespace)
        mcls.made.append(cls)
        return cls
    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.tagged = [cls.__name__]
        return instance
class A(metaclass=Meta):
    pass
class B(A):
    pass
b = B()
print(Meta.made, b.tagged)
