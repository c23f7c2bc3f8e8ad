def memo(f):
    seen = {}
    def wrapper(n):
        if n not in seen:
            seen[n] = f(n)
        return seen[n]
    wrapper.seen = seen
    return wrapper
@memo
def square(n):
    return [n * n]
x = square(3)
y = square(3)
print(x is y, square.seen)
