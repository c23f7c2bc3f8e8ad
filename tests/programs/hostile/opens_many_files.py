# A hundred thousand of them.
files = [open('a', 'w') for n in range(100_000)]
