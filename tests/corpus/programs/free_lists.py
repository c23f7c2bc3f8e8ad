import sys
def churn():
    fs = [i / 3 for i in range(10)]
    ts = [(f,) for f in fs]
    ls = [[t] for t in ts]
    ds = [{'l': l} for l in ls]
    return [sys.getrefcount(x[0]) for x in (fs, ts, ls, ds)]
print(churn())
a = [1.5, 2.5]
b = a[0] + a[1]
i = id(b)
del b
c = a[0] * a[1]
print(id(c) == i)
x = (1000, 2000)
y = x[:1]
z = y + x
j = id(z)
del z
w = y + x
print(id(w) == j, w)
d = {}
k = id(d)
del d
e = dict()
print(id(e) == k)
l = []
m = id(l)
del l
n = list()
print(id(n) == m)
s = slice(1, 2)
q = id(s)
del s
r = slice(3, 4)
print(id(r) == q)
