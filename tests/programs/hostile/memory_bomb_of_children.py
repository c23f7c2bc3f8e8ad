# Each has little, all together have much.
import os
import time
for n in range(20):
    if os.fork() == 0:
        hoard = bytearray(b'x' * (40 << 20))
        time.sleep(1000)
        os._exit(0)
while True:
    time.sleep(0.01)
