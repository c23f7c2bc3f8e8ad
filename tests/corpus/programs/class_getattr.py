class Any:
    def __init__(self):
        self.asked = []
    def __getattr__(self, name):
        self.asked.append(name)
        return [name]
a = Any()
x = a.colour
y = a.size
print(x, y, a.asked)
