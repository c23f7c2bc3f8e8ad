first = {'next': None}
second = {'next': first}
third = {'next': second}
node = third
seen = []
while node is not None:
    seen.append(node)
    node = node['next']
print(len(seen))
