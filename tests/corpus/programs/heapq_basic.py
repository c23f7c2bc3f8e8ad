import heapq
h = []
for item in [(3, ['c']), (1, ['a']), (2, ['b'])]:
    heapq.heappush(h, item)
first = heapq.heappop(h)
second = heapq.heapreplace(h, (9, ['z']))
print(first, second, h)
