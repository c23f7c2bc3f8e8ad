import sys
a = []
one = sys.getrefcount(a)
b = a
c = [a, a]
many = sys.getrefcount(a)
del b
c.pop()
print(one, many, sys.getrefcount(a))
