def f(d, k):
    try:
        v = d[k]
    except KeyError:
        r = ['missing']
    else:
        r = [v]
    finally:
        r.append('end')
    return r
print(f({'a': ['x']}, 'a'), f({}, 'a'))
