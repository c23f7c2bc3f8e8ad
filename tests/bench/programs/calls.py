# Many calls: what frames cost.
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


for turn in range(10):
    result = fibonacci(12)
print(result)
