# As C code does that has found itself to be wrong.
import os
x = [1]
os.abort()
