import sys
data = [[1], [2], [3]]
if (n := len(data)) > 2 and (first := data[0]):
    print(n, first, sys.getrefcount(first))
while (item := data.pop() if data else None) is not None:
    print(item, sys.getrefcount(item))
print(first, item)
vals = [y := [0], y, y.append(5)]
print(vals, sys.getrefcount(y))
def f(k=(z := ['default'])):
    return k
print(f() is z, sys.getrefcount(z))
any((hit := v) > 2 for v in [1, 3, 5])
print(hit)
x = [t for v in range(3) if (t := [v])]
print(x, t is x[-1], sys.getrefcount(t))
