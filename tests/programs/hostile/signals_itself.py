# As nobody handles it, this ends a process.
import os
import signal
x = 1
os.kill(os.getpid(), signal.SIGTERM)
y = 2
