import io
def build(n):
    parts = []
    buf = io.StringIO()
    s = ''
    for i in range(n):
        w = chr(97 + i) * 2
        parts.append(w)
        buf.write(w)
        s += w
    return ''.join(parts), buf.getvalue(), s
a, b, c = build(4)
print(a == b == c, a is b, len(a))
t = a[2:4]
u = a[2:4]
print(t is u, t == u, t in a)
d = {t: 1}
print(u in d, d[u])
print(f'{a!r:>12}|{len(b):03}|{c[::-1]}')
print('%s-%s' % (t, u), '{0}{1}{0}'.format(t, 'x'), t.join(['1', '2', '3']))
