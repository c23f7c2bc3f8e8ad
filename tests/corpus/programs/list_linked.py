class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next
head = None
for n in (3, 2, 1):
    head = Node([n], head)
prev, at = None, head
while at:
    at.next, prev, at = prev, at, at.next
out = []
while prev:
    out.append(prev.value)
    prev = prev.next
print(out)
