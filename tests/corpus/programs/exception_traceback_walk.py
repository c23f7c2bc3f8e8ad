import traceback
def a(n):
    return b([n])
def b(x):
    raise ValueError(x)
try:
    a(1)
except ValueError as e:
    lines = [f.name for f in traceback.extract_tb(e.__traceback__)]
print(lines)
