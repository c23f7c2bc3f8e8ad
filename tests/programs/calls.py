def keep(item, bucket=[]):
    bucket.append(item)
    return bucket

def both(left, right, *rest, **named):
    pair = (left, right)
    rest = list(rest)
    return pair

p = keep(object())
q = keep(p)
thing = ['thing']
r = both(thing, thing, thing, p, extra=thing)
s = both(*[thing, p], key=r)
del p
print(len(q), len(r), len(s))
