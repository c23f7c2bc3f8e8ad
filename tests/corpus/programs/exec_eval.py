space = {'data': ['d']}
exec('data.append(1)\nmade = [data]', space)
value = eval('made[0]', space)
code = compile('a + b', 'text', 'eval')
r = eval(code, {'a': [1], 'b': [2]})
print(value is space['data'], r)
