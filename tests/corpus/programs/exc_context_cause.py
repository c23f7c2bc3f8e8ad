import sys
def low(d):
    return d['missing']
def mid(d):
    try:
        return low(d)
    except KeyError as e:
        raise ValueError('mid') from e
def top(d):
    try:
        mid(d)
    except ValueError:
        raise RuntimeError('top')
d = {'a': [1]}
kept = None
try:
    top(d)
except RuntimeError as e:
    kept = e
print(sys.getrefcount(d), sys.getrefcount(kept))
v = kept.__context__
k = v.__cause__
print(type(v).__name__, type(k).__name__, v.__context__ is k, v.__suppress_context__)
tb = k.__traceback__
while tb.tb_next:
    tb = tb.tb_next
print(tb.tb_frame.f_locals.keys(), tb.tb_lineno)
print(sys.getrefcount(d))
k.__traceback__ = None
del tb
print(sys.getrefcount(d))
v.__traceback__ = None
print(sys.getrefcount(d))
kept.__traceback__ = None
print(sys.getrefcount(d))
kept.__context__ = None
print(sys.getrefcount(v), sys.getrefcount(k))
