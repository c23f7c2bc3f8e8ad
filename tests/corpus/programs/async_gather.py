import asyncio
async def work(name, out):
    out.append(name)
    await asyncio.sleep(0)
    out.append(name * 2)
    return [name]
async def main():
    out = []
    results = await asyncio.gather(work('a', out), work('b', out))
    return out, results
print(asyncio.run(main()))
