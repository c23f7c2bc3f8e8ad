a = [1, 2, 3]
b = a
b.append(4)
c = a[:]
c.append(5)
a += [6]
a = a + [7]
print(a, b, c, a is b)
