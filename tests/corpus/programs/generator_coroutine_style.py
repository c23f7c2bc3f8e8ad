def tokens(target):
    while True:
        line = yield
        for word in line.split():
            target.send(word)
def sink(store):
    while True:
        store.append((yield))
store = []
s = sink(store)
next(s)
t = tokens(s)
next(t)
t.send('to be')
t.send('or not')
print(store)
