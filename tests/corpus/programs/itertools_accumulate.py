from itertools import accumulate, takewhile, dropwhile, cycle, repeat
acc = list(accumulate([[1], [2], [3]]))
t = list(takewhile(lambda x: x < 3, [1, 2, 3, 1]))
c = cycle(['r', 'g'])
lights = [next(c) for _ in range(5)]
r = list(repeat([0], 2))
print(acc, t, lights, r[0] is r[1])
