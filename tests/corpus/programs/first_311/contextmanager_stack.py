from contextlib import contextmanager, ExitStack
class Res:
    live = []
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        Res.live.append(self)
        return self
    def __exit__(self, kind, exc, tb):
        Res.live.remove(self)
        return kind is KeyError
    def __eq__(self, other):
        return self.name == other.name
@contextmanager
def opened(name):
    res = Res(name)
    with res as r:
        yield r
with opened('a') as a, Res('b') as b:
    print([r.name for r in Res.live], Res('a') in Res.live)
with ExitStack() as stack:
    all_of = [stack.enter_context(Res(n)) for n in 'xyz']
    stack.callback(lambda: print('bye', len(Res.live)))
    print(len(Res.live), all_of.index(Res('y')))
with Res('k'):
    raise KeyError('k')
print(Res.live)
