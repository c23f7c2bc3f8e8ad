import pickle
class A:
    def __init__(self, v):
        self.v = v
a = A([1, 2])
text = pickle.dumps([a, a])
b, c = pickle.loads(text)
print(b is c, b.v == a.v, b.v is a.v)
