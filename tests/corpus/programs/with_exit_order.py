class M:
    def __init__(self, name, log):
        self.name, self.log = name, log
    def __enter__(self):
        self.log.append('+' + self.name)
        return self
    def __exit__(self, *args):
        self.log.append('-' + self.name)
log = []
with M('a', log) as a, M('b', log) as b:
    both = [a, b]
print(log, len(both))
