import threading
lock = threading.Lock()
total = [0]
def add(n):
    for _ in range(n):
        with lock:
            total[0] += 1000
threads = []
for n in (2, 3):
    t = threading.Thread(target=add, args=(n,))
    t.start()
    t.join()
    threads.append(t)
print(total, [t.is_alive() for t in threads])
