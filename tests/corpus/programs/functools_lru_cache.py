from functools import lru_cache
@lru_cache(maxsize=2)
def load(n):
    return [n]
a = load(1000)
b = load(1000)
c = load(2000)
d = load(3000)
e = load(1000)
print(a is b, a is e, load.cache_info())
load.cache_clear()
