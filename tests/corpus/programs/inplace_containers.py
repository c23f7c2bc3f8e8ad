import sys
a = [1000]
b = a
a += [2000]
print(a is b, b)
a = a + [3000]
print(a is b, sys.getrefcount(b))
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)
s = {1}
r = s
s |= {2}
s -= {1}
print(s is r, s)
f = frozenset([1])
g = f
f |= {2}
print(f is g)
d = {'a': b}
e = d
d |= {'b': b}
print(d is e, sys.getrefcount(b))
x = 'ab'
y = x
x += 'c'
print(x, y)
l = [b] * 3
l *= 2
print(len(l), sys.getrefcount(b))
l[:] = [b]
print(sys.getrefcount(b))
m = [[]] * 3
m[0].append(b)
print(m, sys.getrefcount(m[0]))
n = 10 ** 20
o = n
n += 1
print(n is o, n)
class V:
    def __init__(self, l): self.l = l
    def __imul__(self, k):
        self.l *= k
        return self
v = V(b)
w = v
w *= 2
print(w is v, b, v.l is b)
