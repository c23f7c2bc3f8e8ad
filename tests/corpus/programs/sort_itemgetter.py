from operator import itemgetter, attrgetter
rows = [{'n': 3, 'v': ['c']}, {'n': 1, 'v': ['a']}]
rows.sort(key=itemgetter('n'))
first = itemgetter('v')(rows[0])
get = attrgetter('real')
print(first, get(1000))
