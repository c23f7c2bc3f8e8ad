import asyncio
async def add(a, b):
    await asyncio.sleep(0)
    return a + b
async def main():
    x = await add([1], [2])
    y = await add(x, [3])
    return y
result = asyncio.run(main())
print(result)
