import copy, pickle, json, sys
class P:
    def __init__(self, v): self.v = v
    def __reduce__(self): return (P, (self.v,), {'extra': self.v})
class D:
    def __init__(self, v): self.v = v
    def __deepcopy__(self, memo):
        new = D(copy.deepcopy(self.v, memo))
        memo['seen'] = new
        return new
    def __copy__(self): return D(self.v)
    def __getstate__(self): return {'v': self.v}
    def __setstate__(self, s):
        self.v = s['v']
        self.back = True
x = ['x', [1000]]
p, d = P(x), D(x)
c = copy.copy(p)
print(c.v is x, c.extra is x, sys.getrefcount(x))
c2 = copy.deepcopy([p, d, d])
print(c2[1] is c2[2], c2[0].v is x, c2[0].v is c2[0].extra, sys.getrefcount(x))
s = pickle.dumps([x, x, d])
y = pickle.loads(s)
print(y[0] is y[1], y[2].back, sys.getrefcount(y[0]), y[2].v is y[0])
loop = [x]
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[1] is l2, l2[0] is x, sys.getrefcount(l2))
j = json.dumps({'a': x, 'b': (1, None, True)}, indent=None)
k = json.loads(j, object_hook=lambda o: [o], parse_int=lambda s: [s])
print(j, k)
def default(o): return {'P': o.v}
print(json.dumps(p, default=default))
t = (1, [2])
print(copy.copy(t) is t, copy.deepcopy((1, 'a')) == (1, 'a'))
del loop, l2, c, c2
import gc; gc.collect()
print(sys.getrefcount(x))
