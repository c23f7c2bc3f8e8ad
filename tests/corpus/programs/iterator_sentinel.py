data = ['a', 'b', 'stop', 'c']
def read():
    return data.pop(0)
it = iter(read, 'stop')
got = list(it)
print(got, data)
