words = ['one', 'two', 'three']
d = {w: [len(w)] for w in words}
inv = {len(w): w for w in words}
s = {w[0] for w in words}
print(d, inv, sorted(s))
