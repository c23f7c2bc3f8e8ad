import heapq
graph = {'a': {'b': 7, 'c': 3}, 'b': {}, 'c': {'b': 1}}
dist, heap = {}, [(0, 'a')]
while heap:
    d, node = heapq.heappop(heap)
    if node in dist:
        continue
    dist[node] = d
    for n, w in graph[node].items():
        heapq.heappush(heap, (d + w, n))
print(dist)
