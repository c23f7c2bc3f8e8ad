import sys
log = []
sys.unraisablehook = lambda info: log.append(type(info.exc_value).__name__)
class Bad:
    def __del__(self):
        raise ValueError('in del')
b = Bad()
del b
print(log)
sys.unraisablehook = sys.__unraisablehook__
