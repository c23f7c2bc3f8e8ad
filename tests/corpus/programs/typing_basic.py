from typing import Generic, TypeVar, Optional, get_type_hints
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, x: T) -> 'Stack[T]':
        self.items.append(x)
        return self
s = Stack[int]().push(1000)
def f(x: Optional[list], y: int = 0) -> dict: ...
print(s.items, f.__annotations__['y'], get_type_hints(f)['return'])
