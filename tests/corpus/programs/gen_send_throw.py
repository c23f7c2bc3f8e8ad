import sys
def worker(log):
    item = None
    while True:
        try:
            item = yield item
            log.append(item)
        except ValueError as e:
            log.append(str(e))
            item = [e.args]
        finally:
            log.append('f')
log = []
g = worker(log)
print(next(g))
x = ['x']
y = g.send(x)
print(y is x, sys.getrefcount(x))
z = g.throw(ValueError('boo'))
print(z)
x2 = g.send(x)
print(sys.getrefcount(x))
g.close()
print(log, g.gi_frame)
try:
    g.send(1)
except StopIteration as s:
    print('stop', s.value)
print(sys.getrefcount(x), sys.getrefcount(log))
del y, x2
print(sys.getrefcount(x))
