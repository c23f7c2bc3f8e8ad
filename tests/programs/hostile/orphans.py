# Children of children, some of them stopped, some deaf.
import os
import signal
import time
for n in range(5):
    if os.fork() == 0:
        if os.fork() == 0:
            for number in range(1, 32):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except OSError:
                    pass
            os.kill(os.getpid(), signal.SIGSTOP)
            time.sleep(1000)
        os._exit(0)
    os.wait()
x = 'the parent is done'
