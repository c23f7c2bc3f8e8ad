import asyncio
async def job(n):
    await asyncio.sleep(0)
    return [n]
async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(job(n)) for n in range(3)]
    return [t.result() for t in tasks]
print(asyncio.run(main()))
