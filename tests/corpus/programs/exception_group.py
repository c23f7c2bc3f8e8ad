try:
    raise ExceptionGroup('many', [ValueError([1]), TypeError([2]), ValueError([3])])
except* ValueError as g:
    values = [e.args[0] for e in g.exceptions]
except* TypeError as g:
    types = [e.args[0] for e in g.exceptions]
print(values, types)
