# None is delivered.
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
n = 0
while True:
    n += 1
