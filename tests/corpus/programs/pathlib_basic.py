from pathlib import PurePosixPath
p = PurePosixPath('/home/ann') / 'notes' / 'a.txt'
q = p.with_suffix('.md')
print(p.parts, q.name, p.parent, [x.name for x in p.parents])
