def walker(tree):
    stack = [tree]
    skip = False
    while stack:
        node = stack.pop()
        skip = yield node[0]
        if not skip:
            stack.extend(reversed(node[1:]))
tree = ['a', ['b', ['c']], ['d', ['e'], ['f']]]
w = walker(tree)
seen = [next(w)]
try:
    while True:
        seen.append(w.send(seen[-1] == 'b'))
except StopIteration:
    pass
print(seen)
def flat(t):
    if isinstance(t, list):
        for x in t:
            yield from flat(x)
    else:
        yield t
print(''.join(flat(tree)))
def chunks(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n:
            yield buf
            buf = []
    if buf:
        yield buf
c = list(chunks(flat(tree), 4))
print(c)
