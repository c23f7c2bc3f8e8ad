class Line:
    def __init__(self, text):
        self.words = text.split()
    def __len__(self):
        return len(self.words)
def read(texts):
    for t in texts:
        yield Line(t)
def long_ones(lines, least):
    for line in lines:
        if len(line) >= least:
            yield line
texts = ['a b c', 'd', 'e f', 'g h i j']
longest = max(read(texts), key=len)
ranked = sorted(long_ones(read(texts), 2), key=lambda l: -len(l))
print(longest.words, [len(r) for r in ranked], sum(map(len, read(texts))))
print(min(long_ones(read(texts), 3), key=lambda l: l.words).words, any(len(l) > 3 for l in read(texts)))
by_len = {}
for line in filter(lambda l: len(l) > 1, read(texts)):
    by_len.setdefault(len(line), []).append(line)
print(sorted(by_len), all(by_len.values()))
