# Trace and profile functions of the program's own, debuggers among them: what they are told, in order.
import sys
log = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    log.append((event, frame.f_code.co_name, frame.f_lineno, type(arg).__name__, sorted(k for k in frame.f_locals if k[0] != '_')[:5]))
    return tracer
def f(a):
    b = a + 1
    try:
        raise ValueError(b)
    except ValueError as e:
        c = str(e)
    for i in gen(2):
        b += i
    return [b, c]
def gen(n):
    for i in range(n):
        yield i
class Raiser:
    def __call__(self, frame, event, arg):
        log.append('raiser'); raise RuntimeError('from tracer')
sys.settrace(tracer)
print(sys.gettrace() is tracer)
f(1)
sys.settrace(None)
print(sys.gettrace())
f(2)
def half(frame, event, arg):
    log.append(('half', event, frame.f_lineno))
    frame.f_trace_lines = False
    frame.f_trace_opcodes = True
    return half
def g():
    x = 1
    y = 2
    return x
sys.settrace(half); g(); sys.settrace(None)
sys.settrace(Raiser())
try: f(3)
except RuntimeError as e: print('raised', e, sys.gettrace())
g()
def prof(frame, event, arg): log.append(('prof', event, frame.f_code.co_name))
sys.setprofile(prof); len([]); g(); sys.setprofile(None)
sys.settrace(tracer); sys.setprofile(prof); g(); sys.settrace(None); g(); sys.setprofile(None)
def jump():
    x = 1
    x = 2
    x = 3
    return x
def jumper(frame, event, arg):
    if event == 'line' and frame.f_lineno == jump.__code__.co_firstlineno + 2:
        frame.f_lineno = jump.__code__.co_firstlineno + 3
    return jumper
sys.settrace(jumper); print(jump()); sys.settrace(None)
import threading
def work(): return f(5)
threading.settrace(tracer)
t = threading.Thread(target=work); t.start(); t.join()
threading.settrace(None)
import bdb
class D(bdb.Bdb):
    def user_line(self, frame):
        log.append(('bdb', frame.f_lineno)); self.set_step()
    def user_return(self, frame, v): log.append(('bdb ret', frame.f_lineno, v))
d = D()
d.runcall(f, 7)
def h():
    x = 1
    d.set_trace()
    y = 2
    d.set_continue()
    return x
h()
import io, pdb
p = pdb.Pdb(stdin=io.StringIO('n\nn\np x\nc\n'), stdout=io.StringIO())
p.use_rawinput = False
def k():
    x = 41
    p.set_trace()
    x += 1
    return x
print(k()); print(p.stdout.getvalue().replace(p.canonic(__file__), 'FILE'))
import trace
tr = trace.Trace(count=1, trace=0)
tr.runfunc(f, 3)
print(sorted((k[1], v) for k, v in tr.counts.items() if k[0] == __file__))
class L(list):
    def __del__(self): log.append('del')
def refs():
    a = L()
    sys.settrace(tracer)
    n = sys.getrefcount(tracer)
    sys.settrace(None)
    return n, sys.getrefcount(tracer)
print(refs())
for l in log: print(l)
print(len(log))
