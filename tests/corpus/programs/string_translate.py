table = str.maketrans({'a': 'A', 'b': None, 'c': 'see'})
s = 'abcabc'.translate(table)
t = 'naive cafe'.title().center(20, '*')
print(s, t, 'x,y,,z'.partition(','), 'a\nb'.splitlines())
