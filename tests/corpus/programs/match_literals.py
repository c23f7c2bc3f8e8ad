def kind(x):
    match x:
        case 0 | 1:
            return ['small']
        case str() as s:
            return [s]
        case [a, b]:
            return [b, a]
        case _:
            return None
print(kind(1), kind('text'), kind([['x'], ['y']]), kind(9.5))
