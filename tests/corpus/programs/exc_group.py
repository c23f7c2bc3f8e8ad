import sys
def fail(n):
    if n % 2:
        raise ValueError(n)
    raise TypeError(n)
errs = []
for i in range(4):
    try:
        fail(i)
    except Exception as e:
        errs.append(e)
print([sys.getrefcount(e) for e in errs])
handled = []
try:
    raise ExceptionGroup('many', errs)
except* ValueError as eg:
    handled.append(eg)
    print(eg.exceptions[0] is errs[1], sys.getrefcount(eg))
except* TypeError as eg:
    handled.append(eg)
    print(len(eg.exceptions))
print([sys.getrefcount(e) for e in errs])
g = ExceptionGroup('outer', [handled[0], OSError('o')])
m, r = g.split(OSError)
print(m, r)
print(sys.getrefcount(handled[0]), sys.getrefcount(errs[1]))
try:
    try:
        raise g
    except* OSError:
        pass
except ExceptionGroup as rest:
    print(repr(rest), rest.__context__)
handled.clear()
del g, m, r
print([sys.getrefcount(e) for e in errs])
