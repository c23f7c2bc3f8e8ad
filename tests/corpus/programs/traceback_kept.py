import sys, traceback
class Big:
    def __del__(self): print('big gone')
def inner():
    b = Big()
    raise ValueError('x')
def outer():
    inner()
try:
    outer()
except ValueError as e:
    tb = e.__traceback__
    exc = e
print('kept')
print([f.name for f in traceback.extract_tb(tb)])
fr = tb.tb_next.tb_next.tb_frame
print(sorted(fr.f_locals), sys.getrefcount(fr))
traceback.clear_frames(tb)
print('cleared')
del fr, tb
exc.__traceback__ = None
print('no tb')
try:
    raise exc
except ValueError as e2:
    print(e2 is exc, len(traceback.extract_tb(e2.__traceback__)))
new = exc.with_traceback(None)
print(new is exc, exc.__traceback__, sys.getrefcount(exc))
exc.add_note('note')
print(exc.__notes__, traceback.format_exception_only(exc))
def f():
    try:
        inner()
    except ValueError:
        return sys.exc_info()
info = f()
print(info[0].__name__, sys.exc_info())
info = None
print('end')
