from itertools import islice, zip_longest, starmap, compress, count
a = list(zip_longest([[1], [2]], ['x'], fillvalue=['?']))
b = list(starmap(pow, [(2, 10), (3, 7)]))
c = list(compress(['a', 'b', 'c'], [1, 0, 1]))
d = list(islice(count(1000, 5), 3))
print(a, b, c, d)
