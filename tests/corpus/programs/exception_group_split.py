eg = ExceptionGroup('eg', [ValueError('a'), ExceptionGroup('in', [KeyError('b')])])
match, rest = eg.split(ValueError)
sub = eg.subgroup(lambda e: isinstance(e, KeyError))
print(match.exceptions, rest.exceptions, sub)
