import sys
def f():
    try:
        raise LookupError(['x'])
    except LookupError:
        kind, value, tb = sys.exc_info()
        return kind, value
k, v = f()
print(k, v.args, sys.exc_info())
v.__traceback__ = None
