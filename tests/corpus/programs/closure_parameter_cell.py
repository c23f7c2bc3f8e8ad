def outer(items):
    def inner():
        return items
    items = items + ['more']
    return inner
f = outer(['first'])
print(f())
