def make(name):
    class Local:
        label = name
        def who(self):
            return [name, __class__.__name__]
    return Local
A = make('a')
B = make('b')
print(A().who(), B().who(), A is B)
