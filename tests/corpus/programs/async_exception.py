import asyncio
async def bad():
    raise ValueError(['detail'])
async def main():
    results = await asyncio.gather(bad(), asyncio.sleep(0, ['ok']), return_exceptions=True)
    return results
print(asyncio.run(main()))
