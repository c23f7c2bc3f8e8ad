class K:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return True
    def __hash__(self):
        return 7
d = {K(1): 'one'}
d[K(2)] = 'two'
key = next(iter(d))
print(len(d), key.n, d, {1: 'int', 1.0: 'float', True: 'bool'}) if False else print(len(d), key.n)
