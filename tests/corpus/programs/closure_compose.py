def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run
both = compose(lambda x: x + [1], lambda x: x * 2)
print(both([0]))
