class T:
    pass
x = id(T()) == id(T())
y = T() is T()
a = T()
print(x, y, id(a) == id(a))
