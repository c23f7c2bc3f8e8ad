class P:
    def __init__(self):
        self.a = ['a']
        self.b = ['b']
p, q = P(), P()
d = q.__dict__
p.c = ['c']
del p.a
d['z'] = ['z']
p.a = ['again']
print(list(vars(p)), list(d))
