import queue
import threading
q = queue.Queue()
out = []
def worker():
    while True:
        item = q.get()
        if item is None:
            break
        out.append(item)
t = threading.Thread(target=worker)
t.start()
for n in range(3):
    q.put([n])
q.put(None)
t.join()
print(out)
