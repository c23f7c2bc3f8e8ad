class Room:
    def __init__(self, name):
        self.name, self.exits, self.items = name, {}, []
    def connect(self, d, other, back):
        self.exits[d] = other
        other.exits[back] = self
class Player:
    def __init__(self, room):
        self.room, self.bag = room, []
    def do(self, cmd):
        match cmd.split():
            case ['go', d] if d in self.room.exits:
                self.room = self.room.exits[d]
                return self.room.name
            case ['go', d]:
                return f'no {d}'
            case ['take', *things] if things:
                got = [t for t in things if t in self.room.items]
                for t in got:
                    self.room.items.remove(t)
                self.bag += got
                return got
            case ['drop' | 'leave', thing] if thing in self.bag:
                self.bag.remove(thing)
                self.room.items.append(thing)
                return 'ok'
            case _:
                return '?'
hall, attic = Room('hall'), Room('attic')
hall.connect('up', attic, 'down')
attic.items += ['rope', 'key']
p = Player(hall)
for c in ['go up', 'take rope lamp', 'go east', 'go down', 'leave rope', 'dance']:
    print(p.do(c))
print(hall.items, p.bag, p.room is hall)
