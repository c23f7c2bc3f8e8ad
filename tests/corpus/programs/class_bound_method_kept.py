class Button:
    def __init__(self):
        self.handlers = []
    def click(self):
        return len(self.handlers)
b = Button()
m = b.click
b.handlers.append(m)
print(m(), m.__self__ is b)
b.handlers.clear()
del b
print(m())
