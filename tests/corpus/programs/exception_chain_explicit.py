class AppError(Exception):
    pass
def low():
    raise KeyError('low')
def high():
    try:
        low()
    except KeyError as e:
        raise AppError(['high']) from e
try:
    high()
except AppError as e:
    cause = e.__cause__
    print(e.args, repr(cause))
print(cause.__traceback__ is not None)
