import asyncio
class Session:
    async def __aenter__(self):
        self.log = ['enter']
        await asyncio.sleep(0)
        return self
    async def __aexit__(self, kind, value, trace):
        self.log.append(kind)
        return True
async def main():
    async with Session() as s:
        s.log.append('body')
        raise KeyError('x')
    return s.log
print(asyncio.run(main()))
