words = ['alpha', 'beta', 'gamma']
lengths = [len(w) for w in words]
pairs = [(w, [n]) for w in words for n in range(2)]
big = [w for w in words if len(w) > 4]
print(lengths, len(pairs), big)
