import heapq, sys
class Job:
    def __init__(self, when, name):
        self.when = when
        self.name = name
    def __lt__(self, other):
        mine, theirs = self.when, other.when
        return mine < theirs
jobs = [Job(5, 'e'), Job(1, 'a'), Job(3, 'c'), Job(4, 'd'), Job(2, 'b')]
heap = []
for job in jobs:
    heapq.heappush(heap, job)
first = heapq.heappop(heap)
swapped = heapq.heapreplace(heap, first)
pushed = heapq.heappushpop(heap, Job(0, 'z'))
same = heapq.heappushpop(heap, heap[0])
order = []
while heap:
    order.append(heapq.heappop(heap).name)
print(order, first.name, swapped.name, pushed.name, same.name, sys.getrefcount(first))
