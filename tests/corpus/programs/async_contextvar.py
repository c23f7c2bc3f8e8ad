import asyncio, contextvars
who = contextvars.ContextVar('who', default=['nobody'])
async def show(name, out):
    who.set([name])
    await asyncio.sleep(0)
    out.append(who.get())
async def main():
    out = []
    await asyncio.gather(show('a', out), show('b', out))
    out.append(who.get())
    return out
print(asyncio.run(main()))
