def f(a, b):
    try:
        try:
            return a[b]
        except IndexError as outer:
            try:
                return a[b - 10]
            except IndexError as inner:
                return [outer.args == inner.args, inner.__context__ is outer]
    finally:
        a.append('done')
xs = ['one']
print(f(xs, 5), f(xs, 0), xs)
