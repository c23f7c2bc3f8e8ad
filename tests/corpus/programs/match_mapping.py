def act(event):
    match event:
        case {'type': 'click', 'pos': [x, y], **rest}:
            return x, y, rest
        case {'type': kind}:
            return kind
    return None
print(act({'type': 'click', 'pos': [[1], [2]], 'b': []}))
print(act({'type': ['key']}), act({}))
