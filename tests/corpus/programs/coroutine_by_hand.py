class Step:
    def __await__(self):
        got = yield ['asked']
        return got
async def main(x):
    a = await Step()
    return [a, x]
c = main(['arg'])
asked = c.send(None)
try:
    c.send(['answer'])
except StopIteration as stop:
    print(asked, stop.value)
