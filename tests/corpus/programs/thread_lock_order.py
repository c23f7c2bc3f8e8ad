import threading, sys
data = []
lock = threading.Lock()
gate = threading.Event()
def work(n, item):
    gate.wait()
    with lock:
        data.append(item)
items = [[i] for i in range(3)]
ts = [threading.Thread(target=work, args=(i, items[i])) for i in range(3)]
print([sys.getrefcount(i) for i in items])
for t in ts:
    t.start()
gate.set()
for t in ts:
    t.join()
print(sorted(data), [sys.getrefcount(i) for i in items])
del ts, t
print([sys.getrefcount(i) for i in items])
data.clear()
print([sys.getrefcount(i) for i in items])
