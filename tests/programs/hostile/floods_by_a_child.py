# Another program writes.
import os
x = 1
os.execvp('yes', ['yes', 'x' * 10_000])
