import json, sys
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)
data = {'s': {3, 1}, 'n': [None, 1.5, 'x' * 3]}
text = json.dumps(data, cls=Enc, sort_keys=True)
back = json.loads(text)
print(text, back['n'] == data['n'], sys.getrefcount(back['n']))
def hook(pairs):
    return [list(p) for p in pairs]
print(json.loads(text, object_pairs_hook=hook))
try:
    json.loads('{"a": ]')
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.doc)
try:
    json.dumps({'a': object})
except TypeError as e:
    print('no')
l = []
l.append(l)
try:
    json.dumps(l)
except ValueError as e:
    print(e)
