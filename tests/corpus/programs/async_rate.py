import asyncio
class Limiter:
    def __init__(self, n):
        self.sem = asyncio.Semaphore(n)
        self.peak = self.now = 0
    async def __aenter__(self):
        await self.sem.acquire()
        self.now += 1
        self.peak = max(self.peak, self.now)
        return self
    async def __aexit__(self, *exc):
        self.now -= 1
        self.sem.release()
async def job(lim, i, out):
    async with lim:
        await asyncio.sleep(0)
        out.append([i])
    return i
async def main():
    lim, out = Limiter(2), []
    rs = await asyncio.gather(*(job(lim, i, out) for i in range(4)))
    print(rs, lim.peak, lim.now)
    return out
out = asyncio.run(main())
print(out)
