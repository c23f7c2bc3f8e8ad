x = ['outer']
xs = [x for x in ['a', 'b']]
class C:
    size = 2
    items = [['i'] for _ in range(size)]
print(x, xs, C.items)
