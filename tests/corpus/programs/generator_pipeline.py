def read():
    for line in ['a 1', 'b 2', 'c 3']:
        yield line
def split(lines):
    for line in lines:
        yield line.split()
def values(rows):
    for name, n in rows:
        yield name, int(n) * 1000
p = values(split(read()))
first = next(p)
print(first, dict(p))
