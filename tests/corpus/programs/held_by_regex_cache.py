import re
pattern = re.compile('a+' + 'b')
again = re.compile('a+' + 'b')
m = pattern.search('xaab')
text = m.string
print(pattern is again, text, m.re is pattern)
