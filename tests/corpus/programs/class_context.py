class Managed:
    log = []
    def __enter__(self):
        self.log.append('in')
        return self
    def __exit__(self, kind, value, trace):
        self.log.append(kind)
        return kind is KeyError
with Managed() as m:
    m.value = ['inside']
with Managed():
    raise KeyError('gone')
print(Managed.log, m.value)
