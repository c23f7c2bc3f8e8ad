from concurrent.futures import ThreadPoolExecutor
def double(x):
    return x * 2
with ThreadPoolExecutor(max_workers=1) as pool:
    f = pool.submit(double, ['a'])
    results = list(pool.map(double, [[1], [2]]))
print(f.result(), results)
