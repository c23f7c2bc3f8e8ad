def fail():
    local = ['state']
    yield local
    raise RuntimeError('boom')
g = fail()
x = next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, e.__traceback__.tb_next.tb_frame.f_locals['local'] is x)
print(list(g))
