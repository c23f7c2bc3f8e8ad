a = [1]
first = id(a)
del a
b = [2]
second = id(b)
c = [3]
print(first == second, id(c) == second)
