from typing import Protocol, runtime_checkable, NamedTuple, TypedDict
@runtime_checkable
class Quacks(Protocol):
    def quack(self): ...
class Duck:
    def quack(self):
        return ['quack']
class P(NamedTuple):
    x: list
    y: int = 0
class T(TypedDict):
    a: int
print(isinstance(Duck(), Quacks), P([1]), T(a=1))
