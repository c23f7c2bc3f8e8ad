import itertools
class Sale:
    def __init__(self, shop, value):
        self.shop = shop
        self.value = value
sales = [Sale('a', 300), Sale('a', 400), Sale('b', 900), Sale('c', 100)]
def shop(s):
    name = s.shop
    return name
groups = {}
for key, group in itertools.groupby(sales, key=shop):
    groups[key] = [s.value for s in group]
print(groups)
print([s.value for s in itertools.takewhile(lambda s: s.value < 800, sales)])
print([s.value for s in itertools.dropwhile(lambda s: s.value < 800, sales)])
print([s.value for s in itertools.filterfalse(lambda s: s.shop == 'a', sales)])
best = list(itertools.accumulate(sales, lambda x, y: x if x.value > y.value else y))
print([s.value for s in best])
print(list(itertools.starmap(lambda a, b: [a, b], [(1, 2), (3, 4)])))
