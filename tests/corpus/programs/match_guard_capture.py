def sort2(pair):
    match pair:
        case (a, b) if a > b:
            return b, a
        case (a, b) as whole:
            return whole
p = ([2], [1])
q = sort2(p)
r = sort2(q)
print(q, r is q)
