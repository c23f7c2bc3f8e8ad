def head(items):
    match items:
        case []:
            return 'empty'
        case [only]:
            return only
        case [first, *rest]:
            return first, rest
print(head([]), head([['a']]), head([['a'], ['b'], ['c']]))
