from functools import partialmethod
class Cell:
    def __init__(self):
        self.alive = ['?']
    def set(self, state):
        self.alive = [state]
    on = partialmethod(set, True)
c = Cell()
c.on()
print(c.alive)
