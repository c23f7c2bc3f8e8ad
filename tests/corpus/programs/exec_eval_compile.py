import sys
ns = {'x': ['x']}
exec('y = [x, x]\ndef f(a=x):\n    return a, x', ns)
print(sys.getrefcount(ns['x']), ns['f']() == (ns['x'], ns['x']))
code = compile('[x for _ in range(3)]', '<mine>', 'eval')
r = eval(code, ns)
print(sys.getrefcount(ns['x']), code.co_names, sys.getrefcount(code))
loc = {}
exec('z = x; del y', {'x': ns['x']}, {'y': 1})
exec(compile('class K:\n    v = x\nk = K()', '<k>', 'exec'), ns, loc)
print(sorted(loc), loc['k'].v is ns['x'], sys.getrefcount(ns['x']))
def g():
    q = 5
    exec('q = 6')
    return q, eval('q + 1')
print(g())
try:
    exec('1/0\n', ns)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_frame.f_code.co_filename)
h = eval('lambda a, *b, k=x: (a, b, k)', ns)
print(h(1, 2)[2] is ns['x'], sys.getrefcount(ns['x']))
del r
loc.clear()
print(sys.getrefcount(ns['x']))
x = ns.pop('x')
ns.clear()
import gc
gc.collect()
print(sys.getrefcount(x))
