# A long list that grows by one at each line.
for turn in range(5):
    values = []
    for number in range(500):
        values.append(number * 1000)
        values.append(number * 1000 + 1)
print(len(values), values[-1])
