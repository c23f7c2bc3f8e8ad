from functools import cmp_to_key
def compare(a, b):
    x = a + b
    y = b + a
    return (x < y) - (x > y)
numbers = ['9', '34', '3', '30', '5']
numbers.sort(key=cmp_to_key(compare))
print(''.join(numbers))
class Team:
    def __init__(self, name, pts, goals):
        self.name, self.pts, self.goals = name, pts, goals
def table(a, b):
    if a.pts != b.pts:
        return b.pts - a.pts
    return b.goals - a.goals
teams = [Team('x', 3, 5), Team('y', 6, 1), Team('z', 3, 7)]
print([t.name for t in sorted(teams, key=cmp_to_key(table))])
