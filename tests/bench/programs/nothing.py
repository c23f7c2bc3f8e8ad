# One line: what it costs to start and to end.
print('hello')
