import sys
log = []
class Names(dict):
    def __setitem__(self, k, v):
        log.append(k)
        super().__setitem__(k, v)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        log.append(('prepare', name, tuple(kw)))
        return Names()
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, dict(ns))
        cls.order = [k for k in ns if not k.startswith('__')]
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.kw = kw
    def __call__(cls, *a):
        log.append(('call', cls.__name__))
        return super().__call__(*a)
class Field:
    def __set_name__(self, owner, name):
        self.owner, self.name = owner, name
class Base(metaclass=Meta, flag=[1]):
    a = Field()
    b = Field()
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        log.append(('sub', cls.__name__))
class Child(Base, extra='e'):
    c = Field()
    a = Field()
x = Child()
print(log)
print(Base.order, Child.order, Base.kw, Child.kw)
f = Base.__dict__['a']
print(f.owner is Base, f.name, sys.getrefcount(f))
print(Base.__subclasses__() == [Child])
del Child, x
import gc
print(gc.collect() > 0, Base.__subclasses__())
