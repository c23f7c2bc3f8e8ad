def three():
    for c in 'abc':
        yield [c]
x, y, z = three()
first, *rest = three()
print(x, y, z, first, rest)
