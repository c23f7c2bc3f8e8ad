import sys
def deep(n):
    return deep(n + 1)
old = sys.getrecursionlimit()
sys.setrecursionlimit(60)
try:
    deep(0)
except RecursionError as e:
    print('too deep')
sys.setrecursionlimit(old)
