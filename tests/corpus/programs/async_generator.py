import asyncio
async def ticks(n):
    for i in range(n):
        yield [i]
        await asyncio.sleep(0)
async def main():
    got = []
    async for t in ticks(3):
        got.append(t)
    more = [t async for t in ticks(2)]
    return got, more
print(asyncio.run(main()))
