# A loop beside 10,000 lists that nobody touches.
idle = [[number, number] for number in range(10000)]
total = 0
for number in range(1000):
    total += number
print(total, len(idle))
