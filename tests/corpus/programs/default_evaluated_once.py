calls = []
def now():
    calls.append('called')
    return list(calls)
def f(when=now()):
    return when
x = f()
y = f()
print(x is y, calls)
