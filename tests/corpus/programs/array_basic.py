from array import array
a = array('i', [1, 2, 3])
m = memoryview(a)
m[0] = 1000
b = a[1:]
del m
a.append(4)
print(a, b, a.itemsize, array('d', [1.5]).tobytes())
