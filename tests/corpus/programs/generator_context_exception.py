from contextlib import contextmanager
@contextmanager
def swallow(kind):
    try:
        yield []
    except kind as e:
        print('swallowed', e)
with swallow(KeyError) as box:
    box.append('x')
    {}['missing']
print(box)
