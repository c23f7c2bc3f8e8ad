log = []
def steps():
    for i in range(5):
        try:
            if i == 0:
                continue
            if i == 3:
                break
            log.append(10 // (i - 1))
        except ZeroDivisionError as e:
            log.append(str(e))
        else:
            log.append(['ok', i])
        finally:
            log.append(i)
    else:
        log.append('never')
    return log
print(steps())
def swallow():
    try:
        raise KeyError('lost')
    finally:
        return 'kept'
print(swallow())
def order():
    out = []
    try:
        out.append(1)
        return out
    finally:
        out.append(2)
print(order())
def nested(n):
    try:
        return n if n == 0 else nested(n - 1)
    finally:
        log.append(('f', n))
nested(2)
print(log[-3:])
