import sys
def coroutine(f):
    def start(*a, **k):
        g = f(*a, **k)
        next(g)
        return g
    return start
@coroutine
def printer(out):
    while True:
        line = yield
        out.append(line)
@coroutine
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    except GeneratorExit:
        target.close()
out = []
p = printer(out)
g = grep('x', p)
for l in [['x', 1], ['y'], ['x', 2]]:
    g.send(l)
print(out, sys.getrefcount(out[0]), sys.getrefcount(p))
g.close()
print(p.gi_frame, g.gi_frame, sys.getrefcount(p))
def avg():
    total, n, mean = 0.0, 0, None
    while True:
        v = yield mean
        total += v
        n += 1
        mean = total / n
a = avg()
next(a)
print(a.send(10), a.send(20), a.gi_frame.f_locals['n'])
def sched(tasks):
    from collections import deque
    q = deque(tasks)
    while q:
        t = q.popleft()
        try:
            print(next(t))
            q.append(t)
        except StopIteration:
            pass
def task(n, k):
    for i in range(k): yield (n, i)
sched([task('a', 2), task('b', 3)])
