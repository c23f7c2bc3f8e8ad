from collections.abc import Iterable
class It:
    def __iter__(self):
        return iter(())
x = It()
print(isinstance(x, Iterable), issubclass(It, Iterable))
del x
y = It()
print(isinstance(y, Iterable))
