def walk(tree):
    match tree:
        case ('leaf', value):
            return [value]
        case ('node', left, right):
            return walk(left) + walk(right)
print(walk(('node', ('leaf', 1), ('node', ('leaf', 2), ('leaf', 3)))))
