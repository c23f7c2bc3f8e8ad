import copy
class Shared:
    def __deepcopy__(self, memo):
        memo['seen'] = ['yes']
        return self
s = Shared()
a = [s, [s]]
b = copy.deepcopy(a)
print(b[0] is s, b[1] is a[1])
