log = []
def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        log.append(e)
        raise
try:
    f()
except ZeroDivisionError as e:
    print(e is log[0])
log.clear()
