def shout(f):
    def inner(*a):
        return f(*a).upper()
    return inner
@shout
def greet(name):
    return 'hello ' + name
print(greet('ann'), greet.__closure__[0].cell_contents.__name__)
