class Old:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return [i]
o = Old()
items = [x for x in o]
it = iter(o)
a = next(it)
print(items, a, [1] in o)
