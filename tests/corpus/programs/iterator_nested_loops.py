rows = [['a', 'b'], ['c', 'd']]
for i, row in enumerate(rows):
    for j, cell in enumerate(row):
        rows[i][j] = [cell, i, j]
print(rows)
