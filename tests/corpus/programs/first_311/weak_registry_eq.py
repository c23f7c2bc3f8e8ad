import weakref
class User:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return hash(self.name)
    def __eq__(self, other):
        return self.name == other.name
users = [User('ann'), User('bob')]
roles = weakref.WeakKeyDictionary()
roles[users[0]] = ['admin']
roles[users[1]] = ['dev']
print(roles[User('ann')], User('bob') in roles, len(roles))
names = weakref.WeakSet(users)
print(User('ann') in names, len(names))
users.pop()
print(len(roles), len(names))
