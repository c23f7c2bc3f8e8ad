import threading, sys
box = []
cond = threading.Condition()
def consume(out):
    with cond:
        while not box:
            cond.wait()
        out.append(box.pop())
out = []
t = threading.Thread(target=consume, args=(out,))
t.start()
item = ['item']
with cond:
    box.append(item)
    cond.notify()
t.join()
print(out[0] is item, sys.getrefcount(item))
bar = threading.Barrier(2)
def meet(n, log):
    bar.wait()
    with cond:
        log.append(n)
log = []
ts = [threading.Thread(target=meet, args=([n], log)) for n in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(log))
rl = threading.RLock()
def rec(n):
    with rl:
        return rec(n - 1) if n else [n]
print(rec(3))
def boom():
    raise ValueError('in thread')
def hook(args):
    print('hook', args.exc_type.__name__, args.exc_value)
threading.excepthook = hook
u = threading.Thread(target=boom)
u.start()
u.join()
print(sys.getrefcount(item))
