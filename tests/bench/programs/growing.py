# A graph that grows: what objects cost when many stay alive.
people = []
for number in range(2000):
    people.append({'name': f'person {number}', 'tags': [number, str(number)]})
print(len(people), sum(len(person['tags']) for person in people))
