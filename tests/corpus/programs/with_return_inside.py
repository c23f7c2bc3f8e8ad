class M:
    def __enter__(self):
        return ['entered']
    def __exit__(self, *a):
        return False
def f():
    with M() as m:
        return m
x = f()
print(x)
