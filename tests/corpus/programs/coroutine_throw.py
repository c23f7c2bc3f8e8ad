import types
@types.coroutine
def wait():
    yield
async def job(log):
    try:
        await wait()
    except ValueError as e:
        log.append(e.args)
    finally:
        log.append('end')
log = []
c = job(log)
c.send(None)
try:
    c.throw(ValueError('stop', [1]))
except StopIteration:
    pass
print(log)
