from dataclasses import dataclass, field
@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    deps: list = field(default_factory=list, compare=False)
    def __post_init__(self):
        self.deps.append(self.name)
@dataclass(frozen=True)
class Pos:
    x: int
    y: int
    def __add__(self, other):
        return Pos(self.x + other.x, self.y + other.y)
tasks = [Task(2, 'b'), Task(1, 'a'), Task(3, 'c', ['a'])]
tasks.sort()
print([t.name for t in tasks], max(tasks).name, tasks[0] < tasks[1], Task(1, 'z') in tasks)
start, step = Pos(0, 0), Pos(1, 2)
seen = {start: 'start'}
seen[start + step] = 'next'
print(seen[Pos(1, 2)], Pos(0, 0) in seen, len({start, Pos(0, 0), step}), start + step == Pos(1, 2))
