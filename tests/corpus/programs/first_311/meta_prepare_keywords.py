class Recorder(dict):
    def __init__(self):
        super().__init__()
        self.order = []
    def __setitem__(self, key, value):
        self.order.append(key)
        super().__setitem__(key, value)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, prefix='', **kw):
        ns = Recorder()
        return ns
    def __new__(mcs, name, bases, ns, prefix='', **kw):
        cls = super().__new__(mcs, name, bases, dict(ns))
        cls.fields = [prefix + k for k in ns.order if not k.startswith('__')]
        return cls
    def __init__(cls, name, bases, ns, prefix='', **kw):
        super().__init__(name, bases, ns)
        cls.extra = kw
marks = ['m']
class Form(metaclass=Meta, prefix='f_', marks=marks):
    name = 'n'
    email = 'e'
    name = 'again'
class Sub(Form):
    phone = 'p'
print(Form.fields, Form.extra['marks'] is marks, Sub.fields, Sub.name, Sub.extra)
