a = [1, 2]
b = [1, 2]
c = a
print(a == b, a is b, a is c)
x = 1000
y = int('1000')
print(x == y, x is y)
