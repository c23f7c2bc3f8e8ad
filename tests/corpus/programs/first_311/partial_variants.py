from functools import partial
def send(to, body, *extra, sep=None, end=None):
    parts = [to, body, extra]
    return parts, sep, end
sep, end = ['s'], ['e']
mail = partial(send, ['ann'])
quiet = partial(send, sep=sep)
full = partial(mail, ['hi'], end=end)
print(mail(['x']), quiet(['bob'], ['yo']), full(), full(['more'], sep=sep))
print(quiet(['t'], ['b'], sep=end), full(end=None)[2])
class Button:
    def __init__(self, label, on_click):
        self.label = label
        self.on_click = on_click
    def click(self, *args):
        return self.on_click(*args)
log = []
def handler(name, event):
    log.append((name, event))
    return len(log)
for name in ('ok', 'no'):
    b = Button(name, partial(handler, name))
    b.click({'x': 1})
print(log)
