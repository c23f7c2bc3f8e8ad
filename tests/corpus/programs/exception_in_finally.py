def f(log):
    try:
        raise ValueError('first')
    finally:
        try:
            raise KeyError('second')
        except KeyError as k:
            log.append(k.__context__ is not None)
log = []
try:
    f(log)
except ValueError as v:
    log.append(v.args)
print(log)
