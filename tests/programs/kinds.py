import sys

def function(a, b=2): return a
class Plain: pass
class WithAttributes:
    def __init__(self):
        self.x = 1
        self.y = [2]
class Slotted:
    __slots__ = ('a', 'b')
class Words(str): pass
class Numbers(list): pass

none = None
true = True
false = False
zero = 0
small = 5
negative = -7
big = 2 ** 30
bigger = -(10 ** 40)
huge = 3 ** 2000
half = 0.5
third = 1 / 3
large = 1e16
tiny = 1e-7
whole = 3.0
exponent = 1.5e300
minus_zero = -0.0
infinite = float('inf')
not_a_number = float('nan')
empty = ''
ascii_text = 'plain'
quoted = "it's"
both_quotes = 'it\'s "so"'
escaped = 'tab\there\n\x00\x7f'
latin = 'caf\xe9'
wide = '\u03a9mega'
astral = '\U0001f40d'
unprintable = '\u200b\xad\u2028'
surrogate = '\ud800'
raw = b'bytes\x00\xff\'"'
empty_list = []
numbers = [1, 2, 3]
grown = []
for i in range(9):
    grown.append(i)
recursive = [1]
recursive.append(recursive)
empty_tuple = ()
single = (1,)
nested = (1, (2, [3]))
empty_dict = {}
mapping = {'a': 1, 2: [3], (4,): {5: 6}}
deleted = {'a': 1, 'b': 2}
del deleted['a']
big_dict = {n: n for n in range(100)}
empty_set = set()
one_set = {7}
big_set = set(range(20))
frozen = frozenset([8])
words = Words('words')
subclass_list = Numbers([1, 2])
plain = Plain()
attributes = WithAttributes()
slotted = Slotted()
keeper = WithAttributes()
kept_names = keeper.__dict__
copied_names = keeper.__dict__.copy()
left_names = vars(WithAttributes())
builtin = len
bound = numbers.append
cell = (lambda: i).__code__
for name, value in list(globals().items()):
    if not name.startswith('_') and name not in ('sys', 'name', 'value', 'function', 'i'):
        print(name, sys.getsizeof(value), repr(value))
