# Ends in a few hundred years.
for a in range(10 ** 6):
    for b in range(10 ** 6):
        for c in range(10 ** 6):
            d = a + b + c
