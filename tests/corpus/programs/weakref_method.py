import weakref
class Button:
    def click(self):
        return ['click']
b = Button()
plain = weakref.ref(b.click)
good = weakref.WeakMethod(b.click)
print(plain(), good()())
del b
print(good())
