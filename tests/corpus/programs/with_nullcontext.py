from contextlib import nullcontext
thing = ['thing']
with nullcontext(thing) as t:
    t.append('used')
print(t is thing, thing)
