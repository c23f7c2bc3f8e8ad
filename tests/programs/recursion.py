def build(depth, above):
    node = {'depth': depth, 'above': above}
    if depth == 0:
        return [node]
    below = build(depth - 1, node)
    below.append(node)
    return below

def total(nodes, position=0):
    if position == len(nodes):
        return []
    here = nodes[position]
    rest = total(nodes, position + 1)
    return [here] + rest

root = {'root': True}
nodes = build(4, root)
everything = total(nodes)
del nodes
print(len(everything))
