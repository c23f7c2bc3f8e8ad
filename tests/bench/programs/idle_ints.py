# A loop beside 10,000 ints that nobody touches.
idle = list(range(1000, 11000))
total = 0
for number in range(2000):
    total += number
print(total, len(idle))
