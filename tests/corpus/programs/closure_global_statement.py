total = []
def add(x):
    global total
    total = total + [x]
add(1)
add(2)
print(total)
