async def f(x):
    return x
data = ['d']
c = f(data)
c.close()
del c
print(data)
