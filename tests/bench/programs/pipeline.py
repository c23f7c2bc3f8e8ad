# Generators in a row: frames that wait and go on.
def count(limit):
    number = 0
    while number < limit:
        yield number
        number += 1


def doubled(numbers):
    for number in numbers:
        yield 2 * number


def thirds(numbers):
    for number in numbers:
        if number % 3 == 0:
            yield number


total = 0
for number in thirds(doubled(count(1000))):
    total += number
print(total)
