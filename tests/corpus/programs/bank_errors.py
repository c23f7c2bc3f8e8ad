class Insufficient(Exception):
    def __init__(self, need, have):
        super().__init__(f'need {need}, have {have}')
        self.need = need
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.log = []
    def withdraw(self, n):
        if n > self.balance:
            raise Insufficient(n, self.balance)
        self.balance -= n
        self.log.append(('w', n))
    def transfer(self, other, n):
        try:
            self.withdraw(n)
        except Insufficient as e:
            self.log.append(e)
            raise RuntimeError('transfer') from e
        else:
            other.balance += n
        finally:
            self.log.append('t')
a, b = Account('a', 1000), Account('b')
a.transfer(b, 400)
try:
    b.transfer(a, 5000)
except RuntimeError as e:
    err = e
print(a.balance, b.balance, err.__cause__ is b.log[0], a.log)
b.log.clear()
print(err.__cause__.need)
del err
