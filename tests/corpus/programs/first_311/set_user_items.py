class Tag:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        if not isinstance(other, Tag):
            return NotImplemented
        return self.name.lower() == other.name.lower()
    def __hash__(self):
        folded = self.name.lower()
        return len(folded)
    def __repr__(self):
        return 'Tag(' + self.name + ')'
x, y, z = Tag('One'), Tag('ONE'), Tag('two')
tags = {x, y, z}
tags.add(Tag('six'))
tags.add(y)
print(len(tags), z in tags, Tag('TWO') in tags, 'two' in tags)
tags.discard(Tag('SIX'))
tags.remove(z)
print(tags)
more = {Tag(n) for n in ('a', 'b', 'A')}
union = tags | more
print(len(more), len(union), len(union & more), more <= union)
frozen = frozenset([x, z])
print(y in frozen, list(frozen).index(Tag('two')) >= 0)
