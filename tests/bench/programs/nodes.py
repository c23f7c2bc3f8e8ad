# A chain of objects that is built, walked and turned round.
class Node:
    def __init__(self, value, following):
        self.value = value
        self.following = following


for turn in range(4):
    head = None
    for number in range(150):
        head = Node(number, head)
    total = 0
    node = head
    while node is not None:
        total += node.value
        node = node.following
    turned = None
    while head is not None:
        head.following, turned, head = turned, head, head.following
print(total, turned.value)
