def f():
    try:
        return ['try']
    finally:
        return ['finally']
def g():
    x = ['first']
    try:
        return x
    finally:
        x.append('late')
        x = ['other']
print(f(), g())
