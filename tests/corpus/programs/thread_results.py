import threading, queue
class Task:
    def __init__(self, n):
        self.n = n
        self.done = threading.Event()
        self.result = None
def worker(q):
    while True:
        t = q.get()
        if t is None:
            break
        t.result = [t.n * t.n]
        t.done.set()
q = queue.Queue()
th = threading.Thread(target=worker, args=(q,))
th.start()
tasks = [Task(i) for i in range(3)]
for t in tasks:
    q.put(t)
    t.done.wait()
    print(t.result)
q.put(None)
th.join()
print(q.empty(), [t.result for t in tasks])
