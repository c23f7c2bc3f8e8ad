from functools import singledispatch
@singledispatch
def show(x):
    return ['object', x]
@show.register
def _(x: int):
    return ['int', x]
@show.register(list)
def _(x):
    return ['list'] + [show(y) for y in x]
print(show('s'), show(5), show([1, 'a']))
