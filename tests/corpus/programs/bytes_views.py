import sys, array, struct
b = bytearray(b'hello world')
m = memoryview(b)
s = m[2:5]
print(sys.getrefcount(b), bytes(s), s.obj is b)
try:
    b.append(1)
except BufferError as e:
    print(e)
s[0] = 76
print(b)
del s
m.release()
b.append(33)
print(b, sys.getrefcount(b))
a = array.array('i', [1, 2, 3])
v = memoryview(a)
print(v.tolist(), v.itemsize, sys.getrefcount(a))
with v:
    w = v.cast('B')
    print(len(w), sys.getrefcount(a))
    w.release()
a.extend([4])
packed = struct.pack('>Hi3s', 1, 1000, b'abc')
un = struct.unpack('>Hi3s', packed)
print(packed, un)
parts = b'a,b,c'.split(b',')
print(parts, [sys.getrefcount(p) > 1 for p in parts])
x = bytes(1000)
y = x[:]
print(y is x, sys.getrefcount(x))
z = b''.join([x])
print(z is x, sys.getrefcount(x))
st = struct.Struct('<d')
print(st.unpack(st.pack(1.5)), st.size)
