# Leaves its group and its session, and lives on. It would.
import os
import time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)
os.wait()
x = 'the parent is done'
