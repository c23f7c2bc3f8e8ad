def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
c = counter()
d = counter()
print(c(), c(), d())
print(c.__closure__[0].cell_contents)
