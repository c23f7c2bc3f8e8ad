# Without an end, and CPython isn't to look.
import sys
sys.setrecursionlimit(10 ** 9)
def down(n):
    return down(n + 1)
down(0)
