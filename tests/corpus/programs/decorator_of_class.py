registry = {}
def register(cls):
    registry[cls.__name__] = cls
    cls.tag = ['tagged']
    return cls
@register
class A:
    pass
@register
class B(A):
    pass
print(sorted(registry), B.tag is A.tag)
