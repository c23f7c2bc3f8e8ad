import re
pattern = re.compile(r'(?P<key>\w+):(?P<value>\S+)')
found = {}
for m in pattern.finditer('name:ann age:30'):
    found[m['key']] = [m['value']]
scanner = re.split(r'[,;]', 'a,b;c')
print(found, scanner)
