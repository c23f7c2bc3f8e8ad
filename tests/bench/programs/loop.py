# An int that changes at every line: the cheapest steps there are.
total = 0
for number in range(5000):
    total += number
print(total)
