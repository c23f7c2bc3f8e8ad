from functools import cmp_to_key
def compare(a, b):
    return len(a) - len(b)
words = ['ccc', 'a', 'bb']
ordered = sorted(words, key=cmp_to_key(compare))
print(ordered)
