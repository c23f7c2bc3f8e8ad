data = [['b', 2], ['a', 2], ['c', 1]]
data.sort(key=lambda x: x[1])
data.sort(key=lambda x: x[1], reverse=True)
print(data)
