import sys
def build():
    errs = []
    for x in ('1', 'a', None):
        try:
            int(x)
        except Exception as e:
            errs.append(e)
    return ExceptionGroup('top', [errs[0], ExceptionGroup('sub', [errs[1], OSError('o')])])
g = build()
print(sys.getrefcount(g), len(g.exceptions))
sub = g.subgroup(lambda e: isinstance(e, OSError))
print(sub, sys.getrefcount(sub.exceptions[0].exceptions[0]))
log = []
try:
    try:
        raise g
    except* ValueError as v:
        log.append(v)
        raise RuntimeError('while')
    except* OSError as o:
        log.append(o)
except ExceptionGroup as final:
    print([type(e).__name__ for e in final.exceptions])
    f = final
print(len(log), sys.getrefcount(log[0]), f.exceptions[0].__context__ is log[0])
try:
    try:
        raise ValueError('naked')
    except* ValueError as w:
        print(type(w).__name__, w.exceptions)
        n = w
except BaseException as b:
    print('no')
print(sys.getrefcount(n))
def split(eg):
    m, r = eg.split(TypeError)
    return m, r
m, r = split(g)
print(m, r)
del g, f, log
print(sys.getrefcount(m), sys.getrefcount(r))
