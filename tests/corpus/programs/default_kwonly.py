def make(*, tags=[], size=3):
    tags.append(size)
    return tags
a = make()
b = make(size=9)
print(a, make.__kwdefaults__)
