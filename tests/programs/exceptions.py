class Trouble(Exception):
    def __init__(self, cargo):
        super().__init__('trouble')
        self.cargo = cargo

def fails(cargo):
    local = [cargo]
    raise Trouble(local)

def cleans(cargo):
    try:
        kept = [cargo]
        return kept
    finally:
        late = (cargo, kept)
        late = None

cargo = ['cargo']
caught = None
try:
    fails(cargo)
except Trouble as trouble:
    caught = trouble
    inner = trouble.cargo
result = cleans(cargo)
caught.__traceback__ = None
copy = caught
del inner
caught = None
print(len(result), copy.cargo)
