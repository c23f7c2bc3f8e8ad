class Trie:
    def __init__(self):
        self.root = {}
    def add(self, word):
        at = self.root
        for c in word:
            at = at.setdefault(c, {})
        at['$'] = word
    def find(self, prefix):
        at = self.root
        for c in prefix:
            at = at.get(c, {})
        return at
t = Trie()
t.add('tea')
t.add('ten')
print(sorted(t.find('te')))
