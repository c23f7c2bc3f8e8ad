import struct
packed = struct.pack('<HIf', 1000, 70000, 1.5)
a, b, c = struct.unpack('<HIf', packed)
s = struct.Struct('>2s h')
print(len(packed), a, b, c, s.pack(b'ab', -2), s.size)
