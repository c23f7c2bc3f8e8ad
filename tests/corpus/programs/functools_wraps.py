from functools import wraps
def logged(f):
    calls = []
    @wraps(f)
    def wrapper(*args, **kw):
        calls.append((args, kw))
        return f(*args, **kw)
    wrapper.calls = calls
    return wrapper
@logged
def add(a, b=[0]):
    "adds"
    return a + b
x = add([1])
y = add([2], b=[3])
print(x, y, add.calls, add.__name__, add.__wrapped__.__doc__)
