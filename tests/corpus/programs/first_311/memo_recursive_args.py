import functools
calls = []
def memo(fn):
    table = {}
    @functools.wraps(fn)
    def inner(*key):
        if key not in table:
            table[key] = fn(*key)
        return table[key]
    inner.table = table
    return inner
@memo
def ways(n, coins):
    calls.append(n)
    if n == 0:
        return 1
    if n < 0 or not coins:
        return 0
    return ways(n - coins[0], coins) + ways(n, coins[1:])
print(ways(1000, (500, 300)), len(ways.table), len(calls))
@functools.lru_cache(maxsize=None)
def size(tree):
    if not tree:
        return 0
    left, right = tree
    return 1 + size(left) + size(right)
tree = (((), ()), ((), ((), ())))
print(size(tree), size.cache_info().hits)
@functools.lru_cache
def half(n):
    m = n // 2
    return m
print(half(4000), half(4000), half(n=6000))
