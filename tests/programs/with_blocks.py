class Manager:
    def __init__(self, resource):
        self.resource = resource
    def __enter__(self):
        held = self.resource
        return held
    def __exit__(self, kind, value, traceback):
        self.resource = None
        swallowed = kind is not None
        return swallowed

resource = ['resource']
with Manager(resource) as inside:
    alias = inside
    pair = (inside, alias)
with Manager(resource) as inside:
    deeper = [inside]
    raise ValueError(deeper)
manager = Manager(resource)
with manager:
    kept = manager.resource
print(len(pair), kept)
