# One more, and one more.
import threading
import time
threads = []
while True:
    threads.append(threading.Thread(target=time.sleep, args=(1000,), daemon=True))
    threads[-1].start()
