class Item:
    def __init__(self, sku, left):
        self.sku = sku
        self.left = left
    def __eq__(self, other):
        mine = self.sku
        return mine == other.sku
stock = [Item('a', 1), Item('b', 2), Item('c', 3)]
wanted = Item('c', 0)
print(wanted in stock, stock.index(wanted), stock.count(Item('a', 9)))
stock.remove(Item('b', 0))
copy = [Item(i.sku, i.left) for i in stock]
print(copy == stock, [copy[0]] == [stock[1]], copy != stock)
t = tuple(stock)
print(wanted in t, t.index(wanted), t == tuple(copy))
d1, d2 = {'k': stock[0]}, {'k': copy[0]}
print(d1 == d2, Item('z', 0) not in stock)
nested = [[stock[0]], (stock[1],)]
other = [[copy[0]], (copy[1],)]
print(nested == other)
