data = [[1], [2], [], [3]]
got = []
while (item := data.pop(0)):
    got.append(item)
print(got, item, data)
