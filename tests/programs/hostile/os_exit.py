# Leaves without a word, in the middle of things.
import os
x = [1, 2, 3]
os._exit(7)
