import sys, gc
class Noisy:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print('del', self.n)
def numbers(limit):
    keeper = Noisy('keeper')
    try:
        for i in range(limit):
            item = Noisy(i)
            yield item
    finally:
        print('finally', i)
g = numbers(5)
a = next(g)
b = next(g)
print(a.n, b.n)
del a
g = None
print('gone')
del b
def looped(me):
    x = Noisy('in cycle')
    yield
    print('never', me)
h = looped(box := [])
next(h)
box.append(h)
gc.disable()
del h, box
print('collect', gc.collect())
for v in numbers(10):
    if v.n == 2:
        break
print('after loop', v.n)
