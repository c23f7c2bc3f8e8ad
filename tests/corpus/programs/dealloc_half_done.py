"""Objects that run code while what held them is half taken apart."""
import functools
import types
log = []


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        local = self.name
        log.append(local)
        local = None


def held_by_method():
    method = types.MethodType(lambda self: 0, Loud('method'))
    del method


def held_by_partial():
    partial = functools.partial(lambda x: 0, Loud('partial'))
    del partial


def held_by_tuple():
    group = (Loud('first'), [1.5], Loud('last'))
    del group


def held_by_closure():
    loud = Loud('closure')

    def inner(default=Loud('default')):
        return loud, default
    del loud, inner


def held_by_generator():
    def waits(loud):
        try:
            yield [2.5]
        finally:
            log.append('finally')
    generator = waits(Loud('generator'))
    next(generator)
    del generator


def held_by_traceback():
    def waits():
        try:
            yield 1
        finally:
            log.append('closed')

    def fails(depth):
        generator = waits()
        next(generator)
        if depth:
            fails(depth - 1)
        raise ValueError(Loud('error'))
    try:
        fails(3)
    except ValueError as error:
        kept = error
    del kept


def resurrected():
    class Phoenix:
        def __del__(self):
            log.append([self])
    phoenix = Phoenix()
    phoenix.inner = Loud('phoenix')
    del phoenix
    log.pop()


for case in (held_by_method, held_by_partial, held_by_tuple, held_by_closure, held_by_generator,
             held_by_traceback, resurrected):
    case()
    print(case.__name__, len(log), log[-1])
print(log)
