from contextlib import suppress
d = {}
with suppress(KeyError):
    d['x']
    d['never'] = 1
with suppress(ZeroDivisionError, KeyError):
    d['y'] = [1 / 0]
print(d)
