# A loop beside 10,000 lists that nobody touches. They are made in one line: what is measured is the
# loop.
idle = [*map(list, zip(range(10000), range(10000)))]
total = 0
for number in range(2000):
    total += number
print(total, len(idle))
