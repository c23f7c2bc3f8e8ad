def make(n):
    return bytes(n)

def comes_back(n):
    a = make(n)
    where = id(a)
    del a
    b = make(n)
    return id(b) == where

print([n + 33 for n in range(1, 472, 16) if not comes_back(n)])

def upper(n):
    def key(x):
        seen.append(id(bytes(n)))
        return x
    seen = []
    [1].sort(key=key)
    [1].sort(key=key)
    return seen[0] == seen[1]
print([n + 33 for n in range(1, 472, 16) if not upper(n)])
