g = (n for n in [[1]])
for x in g:
    pass
for y in g:
    print('never')
print(x, next(g, 'empty'), g.gi_frame)
