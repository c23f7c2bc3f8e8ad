a = 256
b = int('256')
c = 257
d = int('257')
e = -5
f = int('-5')
print(a is b, c is d, e is f, c == d)
