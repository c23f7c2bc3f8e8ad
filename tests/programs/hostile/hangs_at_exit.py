# The snippet is done long before its process is.
import atexit
import time
def wait():
    while True:
        try:
            time.sleep(1000)
        except BaseException:
            pass
atexit.register(wait)
x = 1
