import sys
counter = 0
cache = {}
history = []
def bump(key):
    global counter, last
    counter += 1
    last = cache.setdefault(key, [key])
    last.append(counter)
    history.append(last)
    return last
a = bump('a')
b = bump('b')
c = bump('a')
print(a is c, last is c, sys.getrefcount(a), counter)
def reset():
    global cache, history
    old, cache = cache, {}
    history = history[:1]
    return old
old = reset()
print(sys.getrefcount(a), old['a'] is a, history)
del old
print(sys.getrefcount(a))
def shadow():
    cache = 'local'
    return cache, globals()['cache']
print(shadow())
def nested():
    def inner():
        global made
        made = [1]
        return made
    return inner()
print(nested() is made, sys.getrefcount(made))
del a, c, last, history
print(sys.getrefcount(b))
import builtins
builtins.shared_thing = b
print(shared_thing is b, sys.getrefcount(b))
del builtins.shared_thing
print(sys.getrefcount(b))
