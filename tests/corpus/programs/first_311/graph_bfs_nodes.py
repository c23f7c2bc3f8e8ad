from collections import deque
class Node:
    def __init__(self, name):
        self.name = name
        self.out = []
    def __hash__(self):
        return hash(self.name)
    def __eq__(self, other):
        return self.name == other.name
    def __repr__(self):
        return self.name
a, b, c, d = (Node(n) for n in 'abcd')
for x, y in [(a, b), (a, c), (b, d), (c, d)]:
    x.out.append(y)
def bfs(start, goal):
    queue = deque([start])
    came = {start: None}
    while queue:
        now = queue.popleft()
        if now == goal:
            break
        for node in now.out:
            if node not in came:
                came[node] = now
                queue.append(node)
    path = []
    at = goal
    while at is not None:
        path.append(at)
        at = came[at]
    return path[::-1]
print(bfs(a, d), bfs(c, Node('d')), Node('b') in a.out, deque([a, b]).count(Node('b')))
