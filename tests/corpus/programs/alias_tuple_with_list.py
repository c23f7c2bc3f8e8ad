t = ([1], [2])
try:
    t[0] += [3]
except TypeError as error:
    print('still', t)
u = t
t[1].append(4)
print(u)
