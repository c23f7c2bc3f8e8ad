# One file, without end.
file = open('huge', 'wb', buffering=0)
block = b'x' * (1 << 20)
written = 0
while True:
    written += file.write(block)
