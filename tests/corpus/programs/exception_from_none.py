try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('hidden') from None
except ValueError as e:
    saved = e
print(saved.__cause__, type(saved.__context__))
