import csv, io
out = io.StringIO()
w = csv.writer(out)
w.writerows([['a', 'b'], [1, 'x,y']])
rows = list(csv.DictReader(io.StringIO(out.getvalue())))
print(rows)
