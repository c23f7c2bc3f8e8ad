import bisect
class Score:
    def __init__(self, n, who):
        self.n = n
        self.who = who
    def __lt__(self, other):
        mine = self.n
        return mine < other.n
table = []
for n, who in [(30, 'a'), (10, 'b'), (20, 'c'), (20, 'd')]:
    bisect.insort(table, Score(n, who))
print([s.who for s in table], bisect.bisect_left(table, Score(20, 'x')))
print(bisect.bisect_right([s.n for s in table], 20))
names = sorted(['bb', 'a', 'ccc'], key=lambda w: (len(w), w))
print(names, bisect.bisect(names, 'bb'))
