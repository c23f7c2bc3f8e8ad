from contextlib import contextmanager
log = []
@contextmanager
def tag(name):
    box = [name]
    log.append('<' + name)
    try:
        yield box
    finally:
        log.append(name + '>')
with tag('a') as a:
    with tag('b') as b:
        a.append(b)
print(log, a)
