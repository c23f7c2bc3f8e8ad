def f():
    data = ['big']
    def g():
        return data
    r = g()
    del data
    try:
        g()
    except NameError:
        r.append('alone')
    return r
print(f())
