def make():
    result = []
    for n in range(3):
        def inner():
            return [n]
        result.append(inner)
    return result
a, b, c = make()
print(a(), b(), c())
