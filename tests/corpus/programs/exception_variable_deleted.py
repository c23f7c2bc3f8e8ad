data = ['local']
try:
    raise ValueError(data)
except ValueError as e:
    inner = e.args[0]
try:
    e
except NameError:
    print('gone', inner is data)
