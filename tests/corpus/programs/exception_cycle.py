def f():
    saved = None
    try:
        raise ValueError('v')
    except ValueError as e:
        saved = e
    return len(saved.args)
import gc
gc.disable()
print(f())
print(gc.collect() > 0)
