import sys
main = sys.modules['__main__']
main.extra = ['e']
print(extra, main.extra is extra)
del main.extra
print('extra' in globals())
