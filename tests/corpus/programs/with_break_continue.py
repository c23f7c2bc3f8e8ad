class M:
    count = []
    def __enter__(self):
        return self
    def __exit__(self, *a):
        M.count.append(len(a))
for n in range(4):
    with M():
        if n == 1:
            continue
        if n == 2:
            break
print(M.count, n)
