s = ''
for c in 'hello':
    s += c + '-'
t = s
s += '!'
print(s, t, s is t)
