import threading
class Sum(threading.Thread):
    def __init__(self, items):
        super().__init__()
        self.items = items
        self.result = None
    def run(self):
        self.result = [sum(self.items)]
s = Sum([1000, 2000])
s.start()
s.join()
print(s.result)
