xs = [['a']]
it = iter(xs)
first = next(it)
xs.append(['b'])
second = next(it)
end = next(it, None)
xs.append(['c'])
print(first, second, end, next(it, None))
