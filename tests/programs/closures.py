def counter(start):
    seen = []
    def step(value):
        nonlocal start
        seen.append(value)
        start = [start, value]
        return seen
    def read():
        return start
    return step, read

box = ['box']
step, read = counter(box)
first = step(box)
second = step(first)
third = read()
del step
fourth = read()
del read
print(len(first), len(third))
