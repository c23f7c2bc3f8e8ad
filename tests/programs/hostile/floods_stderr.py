# The same, where the errors go.
import sys
line = 'x' * 10_000
while True:
    sys.stderr.write(line)
