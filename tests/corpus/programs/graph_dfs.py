graph = {'a': {'b', 'c'}, 'b': {'d'}, 'c': set(), 'd': set()}
def dfs(node, seen):
    seen.append(node)
    for n in sorted(graph[node]):
        if n not in seen:
            dfs(n, seen)
    return seen
print(dfs('a', []))
