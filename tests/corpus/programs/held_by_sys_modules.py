import sys, types
m = types.ModuleType('made')
m.data = ['d']
sys.modules['made'] = m
import made
print(made is m, made.data)
del sys.modules['made']
del made
print(m.data)
