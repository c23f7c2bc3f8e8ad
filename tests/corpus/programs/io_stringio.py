import io
f = io.StringIO()
f.write('line one\n')
print('line two', file=f)
f.seek(0)
lines = f.readlines()
b = io.BytesIO(b'abc')
head = b.read(2)
print(lines, head, b.getvalue())
