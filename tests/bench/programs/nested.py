# Dicts of lists of dicts, changed in depth.
people = {}
for number in range(120):
    people[f'person {number}'] = {'tags': [number, str(number)], 'friends': []}
for turn in range(8):
    for name, person in people.items():
        person['tags'].append(turn)
        person['friends'] = [name] * 3
print(len(people), sum(len(person['tags']) for person in people.values()))
