def check(f):
    def inner(self, x):
        self.log.append(f.__name__)
        return f(self, x)
    return inner
class Account:
    def __init__(self):
        self.log, self.money = [], [1000]
    @check
    def put(self, x):
        self.money.append(x)
        return self
a = Account().put(500).put(600)
print(a.log, a.money)
