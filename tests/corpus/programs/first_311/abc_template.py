from abc import ABC, abstractmethod
class Report(ABC):
    made = 0
    def __init__(self, rows):
        self.rows = rows
        Report.made += 1
    @abstractmethod
    def line(self, row):
        return row
    @property
    @abstractmethod
    def title(self):
        ...
    def render(self):
        body = [self.line(r) for r in self.rows]
        return self.title, body
class Plain(Report):
    title = 'plain'
    def line(self, row):
        return str(super().line(row))
class Sorted(Plain):
    @property
    def title(self):
        return 'sorted'
    def render(self):
        self.rows = sorted(self.rows, key=self.weight)
        return super().render()
    def weight(self, row):
        return -row
rows = [1, 3, 2]
print(Plain(rows).render(), Sorted(rows).render(), Report.made)
try:
    Report(rows)
except TypeError as e:
    print(type(e).__name__)
