class Bad(Exception):
    def __init__(self, code, *items):
        super().__init__(code, *items)
        self.code = code
        self.items = list(items)
try:
    raise Bad(4000, 'a', 'b')
except Bad as e:
    b = e
print(b.code, b.items, b.args)
