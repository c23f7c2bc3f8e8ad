# Nothing is left of them.
import builtins
x = 1
builtins.__dict__.clear()
y = x + 1
z = y + 1
