fs = [lambda: x for x in ([1], [2])]
gs = {n: (lambda n=n: [n]) for n in range(2)}
print([f() for f in fs], gs[0](), gs[1]())
