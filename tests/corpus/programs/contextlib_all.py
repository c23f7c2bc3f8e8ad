import contextlib, io, sys
log = []
@contextlib.contextmanager
def cm(x):
    log.append(('in', x))
    try:
        yield x
    except KeyError as e:
        log.append(e.args)
    finally:
        log.append('out')
x = ['x']
with cm(x) as y:
    print(y is x, sys.getrefcount(x))
print(sys.getrefcount(x), len(log))
with cm(x):
    raise KeyError(x)
print(sys.getrefcount(x), log[-2])
log.clear()
print(sys.getrefcount(x))
with contextlib.ExitStack() as st:
    a = st.enter_context(cm(x))
    st.callback(log.append, x)
    st.push(lambda *exc: log.append(exc[0]) or True)
    print(sys.getrefcount(x))
    raise ValueError
print(len(log), sys.getrefcount(x))
st2 = contextlib.ExitStack()
st2.callback(print, 'later')
st3 = st2.pop_all()
st2.close()
st3.close()
with contextlib.suppress(ZeroDivisionError):
    1 / 0
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print('hidden')
print(buf.getvalue().strip())
@cm(x)
def deco(): return x
print(deco() is x, sys.getrefcount(x))
class C(contextlib.ContextDecorator):
    def __enter__(self): return self
    def __exit__(self, *e): log.append(self)
@C()
def g(): return 5
print(g(), g(), log[-1] is log[-2])
with contextlib.nullcontext(x) as z, contextlib.closing(io.StringIO()) as f:
    print(z is x)
