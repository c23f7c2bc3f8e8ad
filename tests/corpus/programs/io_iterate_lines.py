import io
source = io.StringIO('a,1\nb,2\n')
rows = []
for line in source:
    name, number = line.strip().split(',')
    rows.append([name, int(number)])
print(rows)
