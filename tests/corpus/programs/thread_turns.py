import threading, sys, queue
a2b, b2a = queue.Queue(), queue.Queue()
class Msg:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def echo():
    while True:
        m = a2b.get()
        if m is None:
            return
        b2a.put(m)
        del m
t = threading.Thread(target=echo)
t.start()
for i in range(3):
    m = Msg(i)
    a2b.put(m)
    back = b2a.get()
    print(back is m)
    del back
a2b.put(None)
t.join()
print(m.n, t.is_alive())
loc = threading.local()
loc.x = m
def other():
    loc.x = Msg('other')
    print(loc.x.n)
u = threading.Thread(target=other)
u.start()
u.join()
print('joined', sys.getrefcount(m))
del loc
print(sys.getrefcount(m))
