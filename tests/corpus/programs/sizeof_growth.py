import sys
xs = []
sizes = []
for n in range(10):
    size = sys.getsizeof(xs)
    if not sizes or sizes[-1] != size:
        sizes.append(size)
    xs.append([n])
print(sizes == sorted(sizes), len(sizes))
