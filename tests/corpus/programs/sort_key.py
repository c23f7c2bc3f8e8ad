people = [('ann', 30), ('bob', 25), ('cid', 30)]
by_age = sorted(people, key=lambda p: p[1])
people.sort(key=lambda p: (-p[1], p[0]))
print(by_age, people, by_age[0] is people[2])
