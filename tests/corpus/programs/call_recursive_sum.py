def total(x):
    if isinstance(x, list):
        return sum(total(y) for y in x)
    return x
print(total([1000, [2000, [3000]], 4000]))
