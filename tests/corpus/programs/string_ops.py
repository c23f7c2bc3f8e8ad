import sys
parts = ['ab', 'cd']
s = '-'.join(parts)
t = s.replace('-', '+')
print(s, t, sys.getrefcount(s))
u = s.replace('z', 'y')
print(u is s, s.strip() is s, s[:] is s, str(s) is s, sys.getrefcount(s))
x, sep, y = s.partition('-')
print(x, y, sys.getrefcount(x))
words = 'the quick the lazy'.split()
d = {}
for w in words:
    d.setdefault(w, []).append(w)
print(d, sys.getrefcount(d['the']), d['the'][0] is words[0])
big = s * 100
e = big.encode()
f = e.decode()
print(len(e), f == big, f is big, sys.getrefcount(f))
tr = str.maketrans({'a': 'XYZ', 'b': None})
print(s.translate(tr), '%(k)s' % {'k': s}, s.center(9, '*'))
z = ''
for c in 'abc':
    z += c
print(z, sys.getrefcount(z) > 1)
it = iter(s)
next(it)
print(list(it), sys.getrefcount(s))
print(sys.getsizeof('é'), sys.getsizeof('日'), 'ß'.upper(), 'x'.isidentifier())
lines = 'a\nb\r\nc'.splitlines(keepends=True)
print(lines, max(words, key=len) is words[1])
