lists = []
current = []
for n in range(3):
    current.append(n)
    lists.append(current)
    current = current + []
print(lists)
