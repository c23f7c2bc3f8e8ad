from enum import Enum
class Shape(Enum):
    SQUARE = ['s']
    ROUND = ['r']
    BOX = ['s']
    def __init__(self, letters):
        self.letters = letters
print(Shape.BOX is Shape.SQUARE, Shape.ROUND.letters, len(Shape))
