import functools, sys
def memo(fn):
    cache = {}
    @functools.wraps(fn)
    def inner(*args):
        try:
            return cache[args]
        except KeyError:
            result = cache[args] = fn(*args)
            return result
    inner.cache = cache
    return inner
@memo
def grid(r, c):
    if r == 0 or c == 0:
        return [1]
    return [grid(r - 1, c)[0] + grid(r, c - 1)[0]]
x = grid(2, 2)
print(x, len(grid.cache), sys.getrefcount(x))
print(grid(2, 2) is x, sys.getrefcount(grid.cache))
grid.cache.clear()
print(sys.getrefcount(x), grid.__name__, grid.__wrapped__.__closure__[0].cell_contents is grid if grid.__wrapped__.__closure__ else 'global')
