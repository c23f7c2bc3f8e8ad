class Dog:
    tricks = []
    def add(self, trick):
        self.tricks.append(trick)
a = Dog()
b = Dog()
a.add('roll')
b.tricks = ['own']
b.add('beg')
print(Dog.tricks, a.tricks, b.tricks)
