# Many cheap lines: what a step costs when almost nothing changes.
total = 0
for number in range(20000):
    total += number
print(total)
