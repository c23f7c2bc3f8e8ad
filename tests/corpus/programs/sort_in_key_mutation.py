xs = [3, 1, 2]
def key(n):
    seen.append((n, len(xs)))
    return n
seen = []
xs.sort(key=key)
print(xs, seen)
