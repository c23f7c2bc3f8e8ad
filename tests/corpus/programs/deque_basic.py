from collections import deque
d = deque([['a'], ['b']], maxlen=3)
d.append(['c'])
d.append(['d'])
d.appendleft(['e'])
left = d.popleft()
d.rotate(1)
print(left, d)
