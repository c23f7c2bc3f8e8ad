class Money:
    def __init__(self, n):
        self.n = n
    def __format__(self, spec):
        return format(self.n, spec) + ' EUR'
    def __repr__(self):
        return f'Money({self.n})'
m = Money(1234.5)
print(f'{m:.2f} {m!r} {m.n:>10}', '%s %r' % (m.n, m), '{0.n} {x}'.format(m, x=[m]))
