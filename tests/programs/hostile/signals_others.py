# Its parent, everybody, and every number there may be. None of it may reach anything of ours.
import os
import signal
reached = []
for target in (os.getppid(), -os.getppid(), -1, *range(1, 2000)):
    if target in (os.getpid(), os.getpgrp(), -os.getpgrp()):
        continue
    try:
        os.kill(target, signal.SIGKILL)
        reached.append(target)
    except OSError:
        pass
x = 'still here'
