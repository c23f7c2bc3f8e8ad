import contextlib, sys
@contextlib.contextmanager
def section(name, log):
    log.append(f'+{name}')
    try:
        yield log
    finally:
        log.append(f'-{name}')
log = []
with section('a', log) as l, section('b', log):
    print(l is log, sys.getrefcount(log))
    with contextlib.suppress(IndexError), section('c', log):
        log[99]
print(log)
def run(n):
    with section(n, log):
        if n:
            return run(n - 1)
        return 'deep'
print(run(2), log[6:], sys.getrefcount(log))
class Undo(contextlib.ExitStack):
    def add(self, fn, *a):
        self.callback(fn, *a)
with Undo() as u:
    for i in range(3):
        u.add(log.append, [i])
print(log[-3:])
