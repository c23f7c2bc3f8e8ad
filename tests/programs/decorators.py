def remember(function):
    calls = []
    def wrapper(*args):
        calls.append(args)
        result = function(*args)
        return result
    wrapper.calls = calls
    return wrapper

def tagged(tag):
    def decorate(function):
        function.tag = tag
        return function
    return decorate

tag = ['tag']

@remember
@tagged(tag)
def join(left, right):
    joined = [left, right]
    return joined

class Thing:
    @property
    def tag(self):
        here = tag
        return here
    @staticmethod
    def make():
        made = Thing()
        return made

first = join(tag, tag)
second = join(first, tag)
thing = Thing.make()
third = thing.tag
history = join.calls
print(len(history))
