import sys
def retry(times, exceptions=(Exception,)):
    def deco(fn):
        def run(*a, **k):
            last = None
            for attempt in range(times):
                try:
                    return fn(attempt, *a, **k)
                except exceptions as e:
                    last = e
            raise last
        return run
    return deco
@retry(3, (ValueError,))
def flaky(attempt, store, ok):
    store.append(attempt)
    if attempt < ok:
        raise ValueError(attempt)
    return store
s = []
r = flaky(s, ok=1)
print(r is s, s, sys.getrefcount(s))
try:
    flaky(s, ok=9)
except ValueError as e:
    print(e.args, e.__context__)
print(s, sys.getrefcount(s) > 1)
