one = ['one']
two = ['two']
three = ['three']
one, two = two, one
first, *middle, last = [one, two, three, one]
(left, right), tail = (one, two), three
swapped = [right, left]
swapped[0], swapped[1] = swapped[1], swapped[0]
merged = {**{'a': one}, **{'b': two}}
joined = [*middle, *swapped]
joined += [three]
joined *= 2
chained = again = joined
del first
print(len(joined), len(merged), len(tail))
