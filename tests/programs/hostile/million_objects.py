# All of them alive at once.
many = list(map(float, range(1_000_000)))
count = len(many)
pairs = dict(zip(many, map(complex, many)))
