row = [0] * 3
grid = [row] * 3
grid[0][0] = 'x'
good = [[0] * 3 for _ in range(3)]
good[0][0] = 'x'
print(grid, good)
