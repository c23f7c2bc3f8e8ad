class JsonMixin:
    def to_json(self):
        return {k: v for k, v in vars(self).items()}
class Named:
    def __init__(self, name):
        self.name = name
class User(JsonMixin, Named):
    pass
u = User(['ann'])
data = u.to_json()
print(data, data['name'] is u.name)
