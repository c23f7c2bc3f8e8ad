class CountCalls:
    def __init__(self, f):
        self.f = f
        self.calls = []
    def __call__(self, *a):
        self.calls.append(a)
        return self.f(*a)
@CountCalls
def f(x):
    return x
f(['a'])
f(['b'])
print(f.calls)
