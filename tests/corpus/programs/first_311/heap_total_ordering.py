import heapq
from functools import total_ordering
@total_ordering
class Patient:
    def __init__(self, level, name):
        self.level = level
        self.name = name
    def __eq__(self, other):
        if not isinstance(other, Patient):
            return NotImplemented
        return self.level == other.level
    def __lt__(self, other):
        return self.level < other.level
queue = []
for level, name in [(3, 'ann'), (1, 'bob'), (2, 'cid'), (1, 'dan')]:
    heapq.heappush(queue, Patient(level, name))
calm = max(queue)
bad = min(queue)
print(calm.name, bad.name, calm >= bad, calm == bad, queue[0] != calm)
names = [heapq.heappop(queue).name for _ in range(len(queue))]
print(names)
