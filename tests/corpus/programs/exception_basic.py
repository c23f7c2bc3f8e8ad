def parse(text):
    try:
        return int(text)
    except ValueError as error:
        return str(error)
    finally:
        done.append(text)
done = []
a = parse('1234')
b = parse('x')
print(a, b, done)
