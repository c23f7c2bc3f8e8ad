attempts = []
def flaky(n):
    attempts.append([n])
    if n < 2:
        raise OSError(n, 'try again')
    return ['ok', n]
n = 0
while True:
    try:
        r = flaky(n)
        break
    except OSError as e:
        n = e.errno + 1
print(r, attempts)
