import sys
a = 'hello_world'
b = 'hello_world'
c = ''.join(['hello', '_world'])
d = sys.intern(c)
print(a is b, a is c, a is d, a == c)
