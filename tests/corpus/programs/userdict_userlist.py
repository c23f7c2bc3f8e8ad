from collections import UserDict, UserList
class Upper(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)
u = Upper(a=['x'])
u['b'] = u['A']
l = UserList([[1], [2]])
m = l[:1]
print(u, m, m.data[0] is l.data[0])
