def paths(r, c, memo=None):
    memo = {} if memo is None else memo
    if r == 0 or c == 0:
        return 1
    if (r, c) not in memo:
        memo[r, c] = paths(r - 1, c, memo) + paths(r, c - 1, memo)
    return memo[r, c]
print(paths(3, 3))
