import asyncio
async def setter(f):
    await asyncio.sleep(0)
    f.set_result(['set'])
async def main():
    f = asyncio.get_running_loop().create_future()
    seen = []
    f.add_done_callback(lambda fut: seen.append(fut.result()))
    t = asyncio.create_task(setter(f))
    x = await f
    await asyncio.sleep(0)
    return x, seen
print(asyncio.run(main()))
