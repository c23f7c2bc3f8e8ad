def find(items, wanted):
    for item in items:
        if item == wanted:
            found = item
            break
    else:
        found = None
    return found
data = [['x'], ['y']]
print(find(data, ['y']) is data[1], find(data, ['q']))
