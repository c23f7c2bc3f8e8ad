import threading
log = []
threading.excepthook = lambda args: log.append(args.exc_value.args)
def bad():
    raise ValueError(['in thread'])
t = threading.Thread(target=bad)
t.start()
t.join()
print(log)
threading.excepthook = threading.__excepthook__
