log = []
def mark(name):
    log.append('make ' + name)
    def deco(f):
        log.append('apply ' + name)
        return f
    return deco
@mark('outer')
@mark('inner')
def f():
    pass
print(log, f.__name__)
