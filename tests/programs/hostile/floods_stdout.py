# More than anybody can read.
line = 'x' * 10_000
while True:
    print(line)
