from collections import defaultdict
groups = defaultdict(list)
for word in ['apple', 'bean', 'avocado']:
    groups[word[0]].append(word)
nested = defaultdict(lambda: defaultdict(list))
nested['x']['y'].append([1])
print(dict(groups), nested['x'])
