import asyncio
class Letters:
    def __init__(self, text):
        self.it = iter(text)
    def __aiter__(self):
        return self
    async def __anext__(self):
        try:
            return [next(self.it)]
        except StopIteration:
            raise StopAsyncIteration
async def main():
    return [x async for x in Letters('ab')]
print(asyncio.run(main()))
