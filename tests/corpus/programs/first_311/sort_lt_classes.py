import sys
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split('.'))
    def __lt__(self, other):
        a = self.parts
        b = other.parts
        return a < b
    def __repr__(self):
        return '.'.join(map(str, self.parts))
vs = [Version(t) for t in ('1.10', '1.2', '0.9', '1.2.1')]
top = sorted(vs)
vs.sort(reverse=True)
print(top, vs, sys.getrefcount(vs[0]))
pairs = [(v, i) for i, v in enumerate(vs)]
pairs.sort()
print([i for v, i in pairs], max(vs), min(vs[0], vs[1], vs[2]))
long = [Version(str(i % 7)) for i in range(20)]
small = sorted(long[:15])[0]
print(small, len(long))
