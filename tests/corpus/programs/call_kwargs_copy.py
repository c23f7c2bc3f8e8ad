def change(**kw):
    kw['new'] = ['n']
    return kw
d = {'a': ['a']}
e = change(**d)
print(d, e, e['a'] is d['a'])
