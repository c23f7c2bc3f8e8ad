class Account:
    def __init__(self, start):
        self.log = []
        self.balance = start
    @property
    def balance(self):
        value = self._balance
        return value
    @balance.setter
    def balance(self, value):
        self.log.append(value)
        self._balance = value
    @balance.deleter
    def balance(self):
        self.log.append(None)
        del self._balance
    @property
    def history(self):
        return list(self.log)
a = Account(10)
a.balance += 5
a.balance = a.balance * 2
print(a.balance, a.history)
del a.balance
print(hasattr(a, 'balance'), a.log, Account.balance.fget.__name__)
class Slow:
    def __init__(self):
        self.calls = 0
    def __getattr__(self, name):
        self.calls += 1
        if name.startswith('x'):
            return [name]
        raise AttributeError(name)
s = Slow()
print(s.x1, hasattr(s, 'y'), getattr(s, 'z', 'none'), s.calls)
