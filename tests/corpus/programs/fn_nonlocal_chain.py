import sys
def outer(tag):
    log = [tag]
    total = 1000
    def add(n):
        nonlocal total
        total += n
        log.append(n)
        return total
    def reset():
        nonlocal log
        old = log
        log = []
        return old
    return add, reset
add, reset = outer('first')
print(add(500), add(700))
old = reset()
print(old, sys.getrefcount(old))
cell = add.__closure__[0]
print(cell.cell_contents, sys.getrefcount(cell))
cell.cell_contents = old
print(add(1), old)
del reset
print(sys.getrefcount(cell))
del add, cell
print(sys.getrefcount(old))
