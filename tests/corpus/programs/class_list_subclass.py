class Stack(list):
    def push(self, x):
        self.append(x)
        return self
    def peek(self):
        return self[-1]
s = Stack().push(['a']).push(['b'])
s.label = 'mine'
top = s.pop()
print(top, s.peek(), len(s))
