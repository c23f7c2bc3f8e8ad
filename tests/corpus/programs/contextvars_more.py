import contextvars, sys
v = contextvars.ContextVar('v', default=['d'])
x = ['x']
t = v.set(x)
print(v.get() is x, sys.getrefcount(x), t.old_value is contextvars.Token.MISSING)
ctx = contextvars.copy_context()
print(ctx[v] is x, sys.getrefcount(x), len(ctx))
def inner(a):
    u = v.set(a)
    return v.get() is a, u.old_value
y = ['y']
r = ctx.run(inner, y)
print(r, v.get() is x, ctx[v] is y, sys.getrefcount(x), sys.getrefcount(y))
v.reset(t)
print(v.get(), sys.getrefcount(x))
del r, ctx
print(sys.getrefcount(x), sys.getrefcount(y))
del t
print(sys.getrefcount(x))
c2 = contextvars.Context()
print(c2.run(v.get), list(c2.items()))
