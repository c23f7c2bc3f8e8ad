# Whoever wants to stop it has to mean it.
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
n = 0
while True:
    n += 1
