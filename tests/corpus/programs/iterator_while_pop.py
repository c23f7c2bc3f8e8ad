stack = [[1], [2, [3]]]
out = []
while stack:
    top = stack.pop()
    if isinstance(top, list):
        stack.extend(top)
    else:
        out.append(top)
print(out)
