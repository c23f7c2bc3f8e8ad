# repr() goes as deep as the list is nested, on C's stack.
import sys
sys.setrecursionlimit(10 ** 9)
nested = []
for n in range(60_000):
    nested = [nested]
text = repr(nested)
