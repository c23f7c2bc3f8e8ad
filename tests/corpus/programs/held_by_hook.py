import sys
log = []
class Hook:
    def __init__(self, log):
        self.log = log
    def __call__(self, value):
        self.log.append(value)
hook = Hook(log)
sys.displayhook = hook
sys.displayhook(['v'])
sys.displayhook = sys.__displayhook__
del hook
print(log)
