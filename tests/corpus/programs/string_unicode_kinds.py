a = 'plain text'
b = 'caf\xe9 au lait'
c = 'snow \u2603 man'
d = 'smile \U0001F600 end'
print([len(x) for x in (a, b, c, d)], (a + d)[5:8], c.encode('utf-8'))
