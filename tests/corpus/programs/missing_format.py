import sys
class Auto(dict):
    def __missing__(self, k):
        v = self[k] = [k]
        return v
class F:
    def __init__(self, v): self.v = v
    def __format__(self, spec): return f'<{self.v}:{spec}>'
    def __str__(self): return 'S'
    def __repr__(self): return 'R'
a = Auto(x=1)
v = a['new']
print(a, v is a['new'], sys.getrefcount(v))
f = F([1])
print(f'{f:>{10}} {f!r} {f!s:>3} {f=}')
print('{0.v[0]} {0:abc} {name}'.format(f, name=f), '%s %r' % (f, f))
print('{x} {y}'.format_map(Auto(x=f)))
s = f'{v} {sys.getrefcount(v)}'
print(s, sys.getrefcount(f))
b = f'{(lambda: f)()!r}' + str(f)
print(b, f'{1000:,} {3.14159:.2f} {"x":^5}|')
import string
class Fm(string.Formatter):
    def get_value(self, key, args, kw):
        return kw.get(key, v)
print(Fm().format('{a} {b}', a=f), sys.getrefcount(v))
t = string.Template('$who $$').substitute(who=f)
print(t)
