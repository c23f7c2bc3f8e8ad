from contextlib import ExitStack
log = []
with ExitStack() as stack:
    for n in range(3):
        stack.callback(log.append, [n])
    kept = stack.pop_all()
print(log)
kept.close()
print(log)
