from enum import Enum
class Level(Enum):
    LOW = 1
    HIGH = 2
    def __lt__(self, other):
        return self.value < other.value
    @classmethod
    def parse(cls, text):
        for level in cls:
            if level.name == text.upper():
                return level
        raise ValueError(text)
    @property
    def label(self):
        text = self.name.title()
        return text
levels = sorted([Level.HIGH, Level.LOW, Level.parse('high')])
print([l.label for l in levels], max(levels).name, Level(1) is Level.LOW, Level.parse('low').label)
names = {Level.LOW: ['l'], Level.HIGH: ['h']}
print(names[Level['HIGH']], Level.LOW in names)
