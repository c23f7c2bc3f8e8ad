import heapq, itertools
class Event:
    seq = itertools.count()
    def __init__(self, when, action, *args):
        self.key = (when, next(Event.seq))
        self.action, self.args = action, args
    def __lt__(self, other):
        return self.key < other.key
    def __del__(self):
        print('done', self.key)
queue = []
out = []
def later(n, what):
    out.append(what)
    if n:
        heapq.heappush(queue, Event(n * 10, later, n - 1, what + '!'))
heapq.heappush(queue, Event(5, later, 2, 'x'))
heapq.heappush(queue, Event(1, later, 0, 'y'))
heapq.heappush(queue, Event(1, print, 'plain'))
while queue:
    e = heapq.heappop(queue)
    e.action(*e.args)
print(out)
