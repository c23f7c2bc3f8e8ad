def f():
    try:
        {}['a']
    except KeyError:
        [][5]
try:
    f()
except IndexError as e:
    kept = e
print(type(kept.__context__), kept.__suppress_context__)
kept = None
