import threading
ready = threading.Event()
log = []
def waiter():
    ready.wait()
    log.append(['waited'])
t = threading.Thread(target=waiter)
t.start()
log.append(['set'])
ready.set()
t.join()
print(log)
