class Cat:
    def sound(self):
        return ['meow']
c = Cat()
old = Cat.sound
Cat.sound = lambda self: old(self) + ['purr']
c.sound2 = lambda: ['own']
print(c.sound(), c.sound2())
del Cat.sound
print(hasattr(c, 'sound'))
