import atexit
log = []
def bye(items):
    items.append('bye')
    print('exit', items)
atexit.register(bye, log)
log.append('run')
atexit.unregister(bye)
print(log)
