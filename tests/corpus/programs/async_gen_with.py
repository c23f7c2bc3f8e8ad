import asyncio, sys
class Res:
    def __init__(self, log):
        self.log = log
    async def __aenter__(self):
        self.log.append('enter')
        await asyncio.sleep(0)
        return self
    async def __aexit__(self, t, v, tb):
        self.log.append(t.__name__ if t else None)
        await asyncio.sleep(0)
        return t is KeyError
async def ticks(n, log):
    try:
        for i in range(n):
            yield [i]
            await asyncio.sleep(0)
    finally:
        log.append('closed')
async def main(log):
    async with Res(log) as a, Res(log) as b:
        async for t in ticks(3, log):
            log.append(t)
            if t == [1]:
                raise KeyError('x')
    got = [t async for t in ticks(2, log)]
    g = ticks(5, log)
    one = await g.__anext__()
    await g.aclose()
    d = {k[0]: v for k, v in [(x, x) async for x in ticks(2, log)]}
    print(got, one, d)
    return a
log = []
res = asyncio.run(main(log))
print(log, sys.getrefcount(log), sys.getrefcount(res))
