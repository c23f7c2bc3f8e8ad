from collections import deque
graph = {'a': ['b', 'c'], 'b': ['d'], 'c': ['d'], 'd': []}
seen, todo = ['a'], deque(['a'])
while todo:
    node = todo.popleft()
    for other in graph[node]:
        if other not in seen:
            seen.append(other)
            todo.append(other)
print(seen)
