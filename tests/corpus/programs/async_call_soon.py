import asyncio
async def main():
    loop = asyncio.get_running_loop()
    out = []
    loop.call_soon(out.append, ['later'])
    out.append('now')
    await asyncio.sleep(0)
    return out
print(asyncio.run(main()))
