from functools import partial
def f(a, b, *rest, k=None):
    return [a, b, rest, k]
one = partial(f, ['a'])
two = partial(one, ['b'], k=['k'])
print(one(1), two(['c']), two.func is f, two.args, two.keywords)
