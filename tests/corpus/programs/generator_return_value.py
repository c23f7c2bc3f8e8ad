def g():
    yield 1
    return ['done']
def use():
    value = yield from g()
    return value
it = use()
out = []
while True:
    try:
        out.append(next(it))
    except StopIteration as s:
        out.append(s.value)
        break
print(out)
