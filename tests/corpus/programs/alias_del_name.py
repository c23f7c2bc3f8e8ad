a = ['kept']
b = a
del a
try:
    print(a)
except NameError as error:
    print(error)
print(b)
