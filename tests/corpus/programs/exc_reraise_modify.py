import sys
class MyErr(Exception):
    def __init__(self, code, data):
        super().__init__(code)
        self.code, self.data = code, data
    def __del__(self): print('del err', self.code)
d = ['d']
def f(n):
    try:
        if n: raise MyErr(n, d)
    except MyErr as e:
        e.code += 1
        raise
for i in (1, 2):
    try:
        f(i)
    except MyErr as e:
        print(e.code, sys.getrefcount(e), sys.getrefcount(d))
print(sys.getrefcount(d))
stored = []
try:
    f(5)
except MyErr as e:
    stored.append(e)
e = stored.pop()
print(sys.getrefcount(e), e.__traceback__.tb_next.tb_lineno)
e = None
def g():
    try:
        raise MyErr(10, d)
    except MyErr:
        try:
            raise MyErr(20, d)
        except MyErr as second:
            return second.__context__
c = g()
print(c.code, c.__context__, sys.getrefcount(c))
c = None
try:
    assert d == [], d
except AssertionError as a:
    print(a.args[0] is d, sys.getrefcount(d))
try:
    raise KeyError('a') from MyErr(30, d)
except KeyError as k:
    print(k.__cause__.code)
print('end', sys.getrefcount(d))
