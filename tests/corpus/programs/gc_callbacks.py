import gc
gc.disable()
log = []
def note(phase, info):
    log.append((phase, info['generation']))
gc.callbacks.append(note)
x = []
x.append(x)
del x
gc.collect(1)
gc.callbacks.remove(note)
print(log)
