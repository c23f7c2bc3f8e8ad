# Small ones: dicts, lists and numbers.
hoard = []
while True:
    hoard.append({'n': [len(hoard)] * 500})
