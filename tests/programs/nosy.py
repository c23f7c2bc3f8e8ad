calls = []

class Nosy:
    def __init__(self):
        self.inner = [1, 2]
    def __repr__(self):
        calls.append('repr')
        return 'Nosy'
    def __len__(self):
        calls.append('len')
        return 3
    def __eq__(self, other):
        calls.append('eq')
        return True
    def __hash__(self):
        calls.append('hash')
        return 1
    def __iter__(self):
        calls.append('iter')
        return iter(())
    def __bool__(self):
        calls.append('bool')
        return True
    def __sizeof__(self):
        calls.append('sizeof')
        return 8
    def __getattribute__(self, name):
        calls.append(name)
        return object.__getattribute__(self, name)
    @property
    def trap(self):
        calls.append('trap')
        return 1

class NosyDict(dict):
    def __getitem__(self, key):
        calls.append('getitem')
        return 1
    def items(self):
        calls.append('items')
        return []

nosy = Nosy()
calls.clear()
held = [nosy, (nosy,), {'nosy': nosy}]
other = NosyDict(a=1)
alias = nosy
del alias
print(len(calls), 'calls')
