def f():
    def g():
        return later
    try:
        g()
    except NameError as error:
        print(type(error).__name__)
    later = ['now']
    return g()
print(f())
