def queens(n, row=0, cols=()):
    if row == n:
        return [cols]
    out = []
    for c in range(n):
        if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
            out += queens(n, row + 1, cols + (c,))
            if out:
                break
    return out
print(queens(4))
