"""Looks whether the address of an object that has just gone is the next one's, from many places in a
pool of blocks. It isn't where an iterator as large as the object gives a full pool a block back."""
class C:
    __slots__ = ('v',)
def comes_back():
    made = [C() for _ in range(3)]
    ids = [id(c) for c in made]
    del made[1]
    return id(C()) in ids
kept, failed = [], []
for i in range(400):
    kept.append(C())
    if not comes_back():
        failed.append(i)
print(failed)
