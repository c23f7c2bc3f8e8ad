import asyncio, sys
class Job:
    def __init__(self, n): self.n = n
    def __del__(self): print('del job', self.n)
async def work(job, log):
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError as e:
        log.append(('cancelled', job.n, e.args))
        raise
    finally:
        log.append('fin')
async def bad():
    await asyncio.sleep(0)
    raise ValueError('bad')
async def main():
    log = []
    t = asyncio.create_task(work(Job(1), log), name='w')
    await asyncio.sleep(0)
    t.cancel('why')
    try:
        await t
    except asyncio.CancelledError:
        print('awaited', t.cancelled(), t.get_name())
    print(log)
    r = await asyncio.gather(bad(), work(Job(2), log), return_exceptions=True) if False else await asyncio.gather(bad(), return_exceptions=True)
    print(r, sys.getrefcount(r[0]))
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(bad())
            b = tg.create_task(work(Job(3), log))
    except* ValueError as eg:
        print(eg.exceptions, b.cancelled())
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: log.append(f.result()))
    f.set_result(['res'])
    await asyncio.sleep(0)
    print(log[-1], sys.getrefcount(log[-1]))
    return log
print(len(asyncio.run(main())))
