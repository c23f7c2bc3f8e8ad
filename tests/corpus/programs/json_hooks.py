import json
class P:
    def __init__(self, x):
        self.x = x
text = json.dumps([P(['v'])], default=lambda o: {'__p__': o.x})
back = json.loads(text, object_hook=lambda d: P(d['__p__']) if '__p__' in d else d)
print(text, back[0].x)
