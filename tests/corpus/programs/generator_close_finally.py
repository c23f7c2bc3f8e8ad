log = []
def resource():
    data = ['open']
    try:
        yield data
        log.append('never')
    finally:
        log.append('closed')
g = resource()
d = next(g)
del g
print(log, d)
