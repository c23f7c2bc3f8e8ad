# All descriptors there can be, at once.
import os
x = 1
os.closerange(0, 65536)
y = 2
names = [open('a', 'w') for n in range(300)]
z = 3
