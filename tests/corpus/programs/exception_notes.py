e = ValueError('base')
e.add_note('first')
e.add_note('second')
try:
    raise e
except ValueError as caught:
    print(caught.__notes__, caught is e)
e.__traceback__ = None
