class Positive:
    def __set_name__(self, owner, name):
        self.name = '_' + name
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name)
    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(self.name)
        setattr(instance, self.name, value)
class Item:
    price = Positive()
    def __init__(self, price):
        self.price = price
i = Item(5000)
try:
    i.price = 0
except ValueError as error:
    print('refused', error)
print(i.price, Item.price.name)
