import re
m = re.match(r'(\w+)@(\w+)\.com', 'ann@mail.com')
user, host = m.groups()
pairs = re.findall(r'(\w)=(\d+)', 'a=1,b=2000')
sub = re.sub(r'\d+', lambda m: str(int(m[0]) * 2), 'x1 y20')
print(user, host, pairs, sub, m.span(2))
