n = 30
prime = [True] * (n + 1)
for p in range(2, 6):
    if prime[p]:
        prime[p * p::p] = [False] * len(prime[p * p::p])
print([i for i in range(2, n) if prime[i]])
