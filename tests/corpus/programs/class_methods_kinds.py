class K:
    def plain(self):
        return [self]
    @classmethod
    def of_class(cls):
        return [cls]
    @staticmethod
    def free(x):
        return [x]
k = K()
m = k.plain
n = K.of_class
o = k.free
print(m()[0] is k, n()[0] is K, o('x'))
