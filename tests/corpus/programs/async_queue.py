import asyncio
async def producer(q):
    for n in range(3):
        await q.put([n])
    await q.put(None)
async def consumer(q, out):
    while (item := await q.get()) is not None:
        out.append(item)
async def main():
    q, out = asyncio.Queue(1), []
    await asyncio.gather(producer(q), consumer(q, out))
    return out
print(asyncio.run(main()))
