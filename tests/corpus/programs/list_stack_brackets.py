def balanced(text):
    pairs, stack = {')': '(', ']': '['}, []
    for c in text:
        if c in '([':
            stack.append(c)
        elif not stack or stack.pop() != pairs[c]:
            return False
    return not stack
print(balanced('([])'), balanced('([)'))
