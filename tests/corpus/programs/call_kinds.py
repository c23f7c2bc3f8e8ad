def f(a, /, b, *, c=['c']):
    return [a, b, c]
x = f(['a'], ['b'])
y = f(['a'], b=['b'], c=None)
try:
    f(a=1, b=2)
except TypeError as e:
    print('refused')
print(x, y)
