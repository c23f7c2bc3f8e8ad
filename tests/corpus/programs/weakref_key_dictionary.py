import weakref
class K:
    pass
extra = weakref.WeakKeyDictionary()
k = K()
extra[k] = ['data']
value = extra[k]
del k
print(len(extra), value)
