saved = []
class Phoenix:
    def __del__(self):
        saved.append(self)
p = Phoenix()
p.data = ['ash']
del p
print(len(saved), saved[0].data)
q = saved.pop()
del q
print(len(saved))
