import asyncio
async def worker(lock, name, log):
    async with lock:
        log.append(name + '1')
        await asyncio.sleep(0)
        log.append(name + '2')
async def main():
    lock, log = asyncio.Lock(), []
    await asyncio.gather(worker(lock, 'a', log), worker(lock, 'b', log))
    return log
print(asyncio.run(main()))
