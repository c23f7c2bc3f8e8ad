import functools, sys
@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split('.')]
    def __eq__(self, o):
        return isinstance(o, Version) and self.parts == o.parts
    def __lt__(self, o):
        return self.parts < o.parts
    def __hash__(self):
        return hash(tuple(self.parts))
    def __repr__(self):
        return '.'.join(map(str, self.parts))
vs = [Version(t) for t in ('1.10', '1.2', '2.0')]
print(sorted(vs), max(vs), vs[0] >= vs[1], vs[1] != vs[2])
d = {v: str(v) for v in vs}
print(d[Version('2.0')], [sys.getrefcount(v) for v in vs])
lo = min(vs, key=lambda v: v.parts[-1])
print(lo is vs[2], Version('1.2') in vs, vs.index(Version('2.0')))
