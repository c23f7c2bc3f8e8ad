class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        return {'order': []}
    def __new__(mcls, name, bases, ns, **kw):
        ns['order'] = [k for k in ns if not k.startswith('__')]
        return super().__new__(mcls, name, bases, ns)
class Form(metaclass=Ordered, extra=1):
    name = 'n'
    age = 3
print(Form.order)
