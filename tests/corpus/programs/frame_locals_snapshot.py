def f():
    a = ['a']
    snapshot = locals()
    b = ['b']
    again = locals()
    return snapshot is again, sorted(again)
print(f())
