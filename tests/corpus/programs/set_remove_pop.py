class H:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n
    def __eq__(self, o):
        return self.n == o.n
a, b = H(1), H(9)
s = {a, b, H(1)}
s.discard(H(9))
left = s.pop()
print(left is a, len(s))
