def longest(s):
    start, best, last = 0, '', {}
    for i, c in enumerate(s):
        if c in last and last[c] >= start:
            start = last[c] + 1
        last[c] = i
        if i - start + 1 > len(best):
            best = s[start:i + 1]
    return best
print(longest('abcabcbb'))
