import threading, time, sys
class Obj:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
results = []
def once(o):
    results.append(o.n)
t = threading.Timer(0.01, once, [Obj('timer')])
t.start()
t.join()
print(results)
del t
print('timer gone')
stop = threading.Event()
def background(o):
    stop.wait()
    results.append(o.n)
d = threading.Thread(target=background, args=(Obj('bg'),), daemon=True, name='bg')
d.start()
print(d.daemon, d.name, len(threading.enumerate()))
stop.set()
d.join()
print(results)
class Sub(threading.Thread):
    def __init__(self, v):
        super().__init__()
        self.v = v
        self.out = None
    def run(self):
        self.out = [self.v]
s = Sub(Obj('sub'))
s.start()
s.join()
print(s.out[0] is s.v, sys.getrefcount(s.v))
del s
print('end')
