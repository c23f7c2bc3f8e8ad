b = bytes([72, 105])
c = b + b' there'
d = c[3:]
e = bytearray(c)
e[0] = 104
e.extend(b'!')
print(b, d, e, bytes(e) == c, c.hex(), b[0])
