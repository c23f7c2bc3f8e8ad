import json
data = {'name': 'ann', 'tags': ['a', 'b'], 'nested': {'n': [1, 2.5, None, True]}}
text = json.dumps(data, sort_keys=True)
back = json.loads(text)
print(back == data, back is data, back['tags'])
