from collections import defaultdict, Counter
class Word:
    def __init__(self, text):
        self.text = text
    def __eq__(self, other):
        a, b = self.text, other.text
        return sorted(a) == sorted(b)
    def __hash__(self):
        letters = ''.join(sorted(self.text))
        return hash(letters)
    def __repr__(self):
        return self.text
words = [Word(t) for t in ('tea', 'eat', 'dog', 'god', 'ate')]
groups = defaultdict(list)
for w in words:
    groups[w].append(w)
print(dict(groups))
counts = Counter(words)
print(counts[Word('tae')], counts[Word('cat')], counts.most_common(1))
index = dict.fromkeys(words, 0)
index.update({words[1]: 5})
print(list(index.values()), len(groups), Word('odg') in groups)
