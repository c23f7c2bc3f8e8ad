from collections import Counter
c = Counter('abracadabra')
d = Counter(a=3, z=1)
top = c.most_common(2)
both = c & d
c.update(['new', 'new'])
print(top, both, c['new'], c - d)
