items = [3000, 1000, 3000, 2000, 1000]
seen = set()
unique = []
for i in items:
    if i not in seen:
        seen.add(i)
        unique.append(i)
print(unique, list(dict.fromkeys(items)))
