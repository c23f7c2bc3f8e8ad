edges = {frozenset(e) for e in [('a', 'b'), ('b', 'a'), ('b', 'c')]}
powerset = [set()]
for x in ['p', 'q']:
    powerset += [s | {x} for s in powerset]
print(len(edges), len(powerset))
