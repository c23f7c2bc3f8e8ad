def quick(xs):
    if not xs:
        return []
    p, *rest = xs
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])
print(quick([300, 100, 200]))
