from itertools import tee
source = ([n] for n in range(4))
a, b = tee(source)
x = next(a)
y = next(a)
z = next(b)
print(x is z, len(list(b)), list(a))
