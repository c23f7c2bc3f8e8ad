def pair():
    box = []
    def put(x):
        box.append(x)
    def get():
        return box
    return put, get
put, get = pair()
put('a')
put('b')
print(get(), put.__closure__[0] is get.__closure__[0])
