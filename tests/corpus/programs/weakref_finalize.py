import weakref
class Temp:
    pass
log = []
t = Temp()
f = weakref.finalize(t, log.append, 'gone')
print(f.alive)
del t
print(f.alive, log)
