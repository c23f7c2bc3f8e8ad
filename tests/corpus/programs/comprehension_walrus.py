data = ['10', 'x', '300']
good = [n for s in data if (n := s.isdigit() and int(s))]
last = n
print(good, last)
