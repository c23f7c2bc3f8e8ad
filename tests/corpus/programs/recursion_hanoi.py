def hanoi(n, a, b, c):
    if n:
        hanoi(n - 1, a, c, b)
        c.append(a.pop())
        hanoi(n - 1, b, a, c)
a, b, c = [[3], [2], [1]], [], []
hanoi(3, a, b, c)
print(a, b, c)
