import gc
gc.disable()
class N:
    def __init__(self, v):
        self.v = v
        self.next = self
ring = N([0])
for v in range(1, 4):
    n = N([v])
    n.next = ring.next
    ring.next = n
del n
vals = []
at = ring.next
while at is not ring:
    vals.append(at.v)
    at = at.next
print(vals)
del ring, at
print(gc.collect() > 0, vals)
