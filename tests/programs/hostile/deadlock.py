# Each waits for what the other one has.
import threading
import time
a, b = threading.Lock(), threading.Lock()
def other():
    with b:
        time.sleep(0.05)
        with a:
            pass
thread = threading.Thread(target=other)
thread.start()
with a:
    time.sleep(0.05)
    with b:
        pass
