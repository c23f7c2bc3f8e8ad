"""Classes whose every special method and property keeps a log, of every built-in kind that can be a
base: looked at in every place where an object can be held. What stands in the log without us is all
that may stand in it."""
calls = []
RESULTS = {
    '__repr__': 'r', '__str__': 's', '__format__': 'f', '__bytes__': b'b', '__len__': 0,
    '__length_hint__': 0, '__bool__': True, '__sizeof__': 16, '__int__': 1, '__index__': 1,
    '__float__': 1.0, '__complex__': 1j, '__contains__': False, '__dir__': [], '__eq__': True,
    '__instancecheck__': True, '__subclasscheck__': True, '__reduce__': 'x', '__reduce_ex__': 'x',
}
NAMES = ('__repr__ __str__ __format__ __bytes__ __len__ __length_hint__ __bool__'.split()
         + '__sizeof__ __int__ __index__ __float__ __complex__ __contains__ __dir__ __eq__'.split()
         + '__ne__ __lt__ __le__ __gt__ __ge__ __iter__ __next__ __reversed__ __getitem__'.split()
         + '__setitem__ __delitem__ __missing__ __call__ __enter__ __exit__ __aenter__'.split()
         + '__aexit__ __aiter__ __anext__ __await__ __add__ __radd__ __iadd__ __sub__'.split()
         + '__rsub__ __isub__ __mul__ __rmul__ __imul__ __matmul__ __truediv__ __floordiv__'.split()
         + '__mod__ __divmod__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ __neg__'.split()
         + '__pos__ __abs__ __invert__ __round__ __trunc__ __floor__ __ceil__ __get__'.split()
         + '__set__ __delete__ __set_name__ __copy__ __deepcopy__ __reduce__ __reduce_ex__'.split()
         + '__getstate__ __setstate__ __getnewargs__ __instancecheck__ __subclasscheck__'.split()
         + '__class_getitem__ __fspath__ __buffer__ __getattr__'.split())


def logged(name):
    def method(self, *arguments, **named):
        calls.append(name)
        return RESULTS.get(name)
    return method


class Log:
    def __hash__(self):
        calls.append('__hash__')
        return 1

    def __getattribute__(self, name):
        calls.append('get ' + name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        calls.append('set ' + name)

    def __del__(self):
        calls.append('__del__')

    @property
    def trap(self):
        calls.append('trap')

    @property
    def __class__(self):
        calls.append('__class__')
        return int

    @property
    def __dict__(self):
        calls.append('__dict__')
        return {}

    @property
    def __doc__(self):
        calls.append('__doc__')


METHODS = {name: logged(name) for name in NAMES}
METHODS.update({name: member for name, member in vars(Log).items()
                if name in ('__hash__', '__getattribute__', '__setattr__', '__del__', 'trap',
                            '__class__', '__dict__', '__doc__')})


class Meta(type):
    def __repr__(cls):
        calls.append('type repr')
        return 'M'

    def __getattribute__(cls, name):
        calls.append('type get ' + name)
        return type.__getattribute__(cls, name)

    def __eq__(cls, other):
        calls.append('type eq')
        return True

    def __hash__(cls):
        calls.append('type hash')
        return 2

    def mro(cls):
        calls.append('mro')
        return type.mro(cls)

    @classmethod
    def __prepare__(mcs, name, bases, **named):
        calls.append('prepare')
        return Namespace()

    def __instancecheck__(cls, other):
        calls.append('type instancecheck')
        return False

    def __subclasscheck__(cls, other):
        calls.append('type subclasscheck')
        return False


class Namespace(dict):
    def __getitem__(self, key):
        calls.append('namespace get ' + key)
        return dict.__getitem__(self, key)

    def __setitem__(self, key, value):
        calls.append('namespace set ' + key)
        dict.__setitem__(self, key, value)

    def items(self):
        calls.append('namespace items')
        return dict.items(self)

    def __iter__(self):
        calls.append('namespace iter')
        return dict.__iter__(self)


def holds(nosy, *rest, default=None, **named):
    alias = nosy
    group = [nosy, (nosy,), {'key': nosy}, rest]
    table = {nosy: nosy}

    def inner(bound=nosy):
        return nosy, bound
    generator = (one for one in (nosy, alias))
    first = next(generator)
    try:
        raise KeyError(nosy)
    except KeyError as error:
        kept = error.args
    result = inner()
    del alias, first
    table.clear()
    return group


class Body(metaclass=Meta):
    inside = 1
    other = inside

    def method(self):
        return self


class Child(Body):
    more = 2


body = Body()
for base in (object, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset,
             Exception, Body):
    kind = type.__new__(type(base), 'Nosy', (base,), dict(METHODS))
    nosy = kind.__new__(kind)
    holds(nosy, nosy, default=nosy, named=nosy)
    line = nosy
    del nosy, line
    calls.append('--')
code = compile('inside = 1\nother = inside\n', 'made', 'exec')
exec(code, {'calls': calls}, Namespace())
print(len(calls), 'calls')
print(calls)
