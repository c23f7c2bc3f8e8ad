def holder(x):
    copy = x
    yield
    yield copy
big = ['big']
g = holder(big)
next(g)
del big
h = g.gi_frame.f_locals['copy']
print(h, g.gi_frame.f_lineno)
del g
print(h)
