tree = {'v': [1], 'kids': [{'v': [2], 'kids': []}, {'v': [3], 'kids': [{'v': [4], 'kids': []}]}]}
def depth(t):
    return 1 + max((depth(k) for k in t['kids']), default=0)
print(depth(tree))
