class Base:
    pass
class One(Base):
    pass
kids = Base.__subclasses__()
Two = type('Two', (Base,), {})
print(kids, len(Base.__subclasses__()))
del kids
