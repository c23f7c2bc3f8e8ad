import contextlib, asyncio, sys
log = []
@contextlib.asynccontextmanager
async def acm(x):
    log.append('in')
    try:
        yield x
    except ValueError as e:
        log.append(str(e))
    finally:
        await asyncio.sleep(0)
        log.append('out')
async def main():
    x = ['x']
    async with acm(x) as y:
        print(y is x, sys.getrefcount(x))
    async with acm(x):
        raise ValueError('swallowed')
    async with contextlib.AsyncExitStack() as st:
        z = await st.enter_async_context(acm(x))
        st.callback(log.append, 'cb')
        print(z is x, sys.getrefcount(x))
    print(sys.getrefcount(x), log)
    async with contextlib.aclosing(ag(x)) as g:
        async for v in g:
            print(v)
            break
    return x
async def ag(x):
    try:
        yield x
        yield x
    finally:
        log.append('ag closed')
r = asyncio.run(main())
print(log[-1], sys.getrefcount(r))
