data = bytearray(b'hello world')
view = memoryview(data)
part = view[6:]
part[0] = ord('W')
try:
    data.append(33)
except BufferError as e:
    print('locked', type(e).__name__)
part.release()
view.release()
data.append(33)
print(data)
