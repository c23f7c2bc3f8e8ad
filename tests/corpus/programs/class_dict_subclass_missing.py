class Deep(dict):
    def __missing__(self, key):
        self[key] = Deep()
        return self[key]
d = Deep()
d['a']['b']['c'] = [1]
print(d)
