# To the brim.
block = b'x' * (1 << 20)
files = []
while True:
    file = open(f'file{len(files)}', 'wb', buffering=0)
    files.append(file)
    for n in range(20):
        if file.write(block) < len(block):
            raise OSError('the disk is full')
