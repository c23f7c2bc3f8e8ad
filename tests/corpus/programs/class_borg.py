class Borg:
    state = {}
    def __init__(self):
        self.__dict__ = self.state
a = Borg()
b = Borg()
a.value = [1]
print(b.value)
