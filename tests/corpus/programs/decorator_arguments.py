def repeat(times):
    def decorate(f):
        def inner(*a):
            return [f(*a) for _ in range(times)]
        return inner
    return decorate
@repeat(2)
@repeat(3)
def one(x):
    return [x]
print(one('a'))
