class Temp:
    def __init__(self, c):
        self.c = c
    def __format__(self, spec):
        unit = spec or 'c'
        return f'{self.c}{unit}'
    def __str__(self):
        return f'T{self.c}'
    def __repr__(self):
        inner = repr(self.c)
        return 'Temp(' + inner + ')'
t = Temp(21)
print('{}'.format(t), '{0:k} {0!s} {0!r}'.format(t), '{a:f} {b}'.format(a=t, b=[t]))
print(f'{t} {t:k} {t!r} {[t]}', '%s %r' % (t, t), str(t), repr([t, (t,)]), {'t': t})
print('{t:x}'.format_map({'t': t}), format(t, 'k'), ' '.join(map(str, [t, t])))
print(t, [t], {t: 1}, sep=' | ')
