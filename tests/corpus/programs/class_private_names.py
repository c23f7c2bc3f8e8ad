class Vault:
    def __init__(self):
        self.__secret = ['gold']
    def open(self):
        return self.__secret
v = Vault()
print(v.__dict__, v.open() is v._Vault__secret)
