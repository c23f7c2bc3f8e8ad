def careful():
    log = []
    while True:
        try:
            yield log
        except ValueError as error:
            log.append(str(error))
g = careful()
seen = next(g)
g.throw(ValueError('one'))
g.throw(ValueError('two'))
g.close()
print(seen)
